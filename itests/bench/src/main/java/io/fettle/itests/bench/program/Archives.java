package io.fettle.itests.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The built distributions of this checkout. */
public final class Archives {
    private Archives() {}

    /** @param part server, relay or agent */
    public static Path of(String part) throws IOException {
        Path target = Path.of(System.getProperty("fettle.checkout", "."), "karaf-assembly", part, "target");
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                List<Path> found = files.filter(f -> f.toString().endsWith(".tar.gz"))
                        .sorted()
                        .toList();
                if (!found.isEmpty()) {
                    return found.get(0);
                }
            }
        }
        throw new IOException("there is no " + part + " distribution in " + target
                + "; build it: mvn -DskipTests -pl karaf-assembly/" + part + " -am package");
    }

    /** Unpacks it into a directory of its own. */
    static Path unpack(String part, Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Command.output(List.of("tar", "-xzf", of(part).toString(), "-C", directory.toString(), "--strip-components=1"));
        return directory;
    }
}
