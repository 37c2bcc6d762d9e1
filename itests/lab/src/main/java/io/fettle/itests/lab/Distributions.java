package io.fettle.itests.lab;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** The archives of server, relay and agent. */
public record Distributions(Path server, Path relay, Path agent) {
    /** From the system properties that the build sets. */
    public static Distributions ofBuild() {
        return new Distributions(property("server"), property("relay"), property("agent"));
    }

    /** From a checkout that was built. */
    static Distributions ofCheckout(Path checkout) {
        return new Distributions(built(checkout, "server"), built(checkout, "relay"), built(checkout, "agent"));
    }

    /** Unpacks one. @return where its bin directory is */
    static Path unpack(Path archive, Path target) {
        FileTrees.delete(target);
        FileTrees.directory(target);
        Tools.run("tar", "-xzf", archive.toString(), "-C", target.toString(), "--strip-components=1");
        return target;
    }

    private static Path property(String part) {
        String value = System.getProperty("fettle.distribution." + part);
        if (value == null || !Files.isRegularFile(Path.of(value))) {
            throw new LabException("The property fettle.distribution." + part + " names no archive; run mvn verify");
        }
        return Path.of(value);
    }

    private static Path built(Path checkout, String part) {
        Path directory = checkout.resolve("karaf-assembly").resolve(part).resolve("target");
        PathMatcher name = FileSystems.getDefault().getPathMatcher("glob:fettle-" + part + "-distribution-*.tar.gz");
        if (!Files.isDirectory(directory)) {
            throw new LabException("There is no " + part + " in " + directory + "; build it first with mvn package");
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found =
                    files.filter(f -> name.matches(f.getFileName())).sorted().toList();
            if (found.isEmpty()) {
                throw new LabException(
                        "There is no " + part + " in " + directory + "; build it first with mvn package");
            }
            return found.get(found.size() - 1);
        } catch (IOException e) {
            throw new LabException("Cannot look into " + directory, e);
        }
    }
}
