package io.fettle.itests.bench.catalog;

import io.fettle.itests.bench.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The suites of the distribution that this machine's apt is set up for, fetched by apt itself and laid out as a mirror in a
 * directory: apt and we read the same bytes, and nothing changes between two rounds.
 */
final class FrozenArchive {
    private static final Map<String, Path> KEYRINGS = Map.of(
            "Debian", Path.of("/usr/share/keyrings/debian-archive-keyring.gpg"),
            "Ubuntu", Path.of("/usr/share/keyrings/ubuntu-archive-keyring.gpg"));
    private static final String FORMAT = "$(CREATED_BY)|$(ORIGIN)|$(RELEASE)|$(COMPONENT)|$(ARCHITECTURE)|$(FILENAME)";
    private static final int FIELDS = 6;

    private final Map<String, Suite> suites = new LinkedHashMap<>();

    private FrozenArchive() {}

    /** @param root of a mirror that has this suite alone */
    record Suite(String name, Path root, Path keyring, Set<String> components, Set<String> architectures) {
        String uri() {
            return "file:" + root;
        }
    }

    static FrozenArchive freeze(Path directory) throws IOException, InterruptedException {
        Path lists = Files.createDirectories(directory.resolve("fetched"));
        Files.createDirectories(lists.resolve("partial"));
        List<String> options = new ArrayList<>(AptDirectories.options(lists, directory.resolve("fetched-cache")));
        options.addAll(List.of(
                "-o", "Acquire::GzipIndexes=true",
                "-o", "Acquire::IndexTargets::deb::Packages::KeepCompressedAs=xz",
                "-o", "Acquire::Languages=none"));
        Command.output(AptDirectories.command("apt-get", options, "-q", "update"));
        FrozenArchive archive = new FrozenArchive();
        for (String line : Command.output(
                        AptDirectories.command("apt-get", options, "indextargets", "--format", FORMAT))
                .lines()
                .toList()) {
            String[] fields = line.split("\\|", -1);
            if (fields.length == FIELDS && fields[0].equals("Packages") && KEYRINGS.containsKey(fields[1])) {
                archive.add(fields, directory);
            }
        }
        if (archive.suites.isEmpty()) {
            throw new IOException("apt is set up for no suite of Debian or Ubuntu here");
        }
        return archive;
    }

    private void add(String[] fields, Path directory) throws IOException {
        String release = fields[2];
        Path keyring = KEYRINGS.getOrDefault(fields[1], Path.of("/"));
        Path root = directory.resolve("mirror-" + suites.keySet().size());
        Suite suite =
                suites.computeIfAbsent(release, r -> new Suite(r, root, keyring, new TreeSet<>(), new TreeSet<>()));
        Path fetched = fetched(Path.of(fields[5]));
        String name = String.valueOf(fetched.getFileName());
        String prefix =
                name.substring(0, name.indexOf("_dists_" + release + "_") + ("_dists_" + release + "_").length());
        Path dist = suite.root().resolve("dists").resolve(release);
        Path index = dist.resolve(fields[3]).resolve("binary-" + fields[4]);
        Files.createDirectories(index);
        Files.copy(fetched, index.resolve("Packages.xz"));
        Path inRelease = dist.resolve("InRelease");
        if (!Files.exists(inRelease)) {
            Files.copy(fetched.resolveSibling(prefix + "InRelease"), inRelease);
        }
        suite.components().add(fields[3]);
        suite.architectures().add(fields[4]);
    }

    private static Path fetched(Path named) throws IOException {
        for (Path file : List.of(named, named.resolveSibling(named.getFileName() + ".xz"))) {
            if (Files.exists(file) && file.toString().endsWith(".xz")) {
                return file;
            }
        }
        throw new IOException("apt did not keep " + named.getFileName() + " as xz");
    }

    Collection<Suite> suites() {
        return suites.values();
    }

    /** For an apt that sees these suites and no others. */
    Path writeSourcesList(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Suite suite : suites.values()) {
            lines.append("deb [signed-by=" + suite.keyring() + " arch="
                    + String.join(",", suite.architectures()) + "] " + suite.uri() + " " + suite.name() + " "
                    + String.join(" ", suite.components()) + "\n");
        }
        return Files.writeString(file, lines);
    }
}
