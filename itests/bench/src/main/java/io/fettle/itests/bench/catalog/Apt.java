package io.fettle.itests.bench.catalog;

import io.fettle.itests.bench.program.Command;
import io.fettle.itests.bench.program.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The peer: an apt that knows the frozen archive, no packages installed, and lists that are not compressed (its default). */
final class Apt {
    private final Path directory;
    private final List<String> options;

    Apt(FrozenArchive archive, Path directory) throws IOException {
        this(
                archive,
                directory,
                Files.writeString(Files.createDirectories(directory).resolve("status"), ""));
    }

    /** With these packages installed, and no pins. @param status as dpkg keeps it */
    Apt(FrozenArchive archive, Path directory, Path status) throws IOException {
        this.directory = Files.createDirectories(directory);
        Path sources = archive.writeSourcesList(directory.resolve("sources.list"));
        options = new ArrayList<>(AptDirectories.options(lists(), directory.resolve("cache")));
        options.addAll(List.of(
                "-o", "Dir::State::status=" + status,
                "-o", "Dir::Etc::sourcelist=" + sources,
                "-o", "Dir::Etc::sourceparts=/dev/null",
                "-o", "Dir::Etc::preferences=/dev/null",
                "-o", "Dir::Etc::preferencesparts=/dev/null",
                "-o", "Acquire::GzipIndexes=false",
                "-o", "Acquire::Languages=none"));
    }

    /** From nothing: verify, unpack, keep, and build the cache. */
    Cost firstUpdate() throws IOException, InterruptedException {
        deleteFiles(lists());
        deleteFiles(directory.resolve("cache"));
        Files.createDirectories(lists().resolve("partial"));
        return update();
    }

    Cost update() throws IOException, InterruptedException {
        return Command.cost(AptDirectories.command("apt-get", options, "-q", "update"));
    }

    /** Builds the cache out of lists that are there. */
    Cost buildCache() throws IOException, InterruptedException {
        deleteFiles(directory.resolve("cache"));
        return Command.cost(AptDirectories.command("apt-cache", options, "gencaches"));
    }

    /** Any other word for this apt. */
    List<String> command(String program, String... words) {
        return AptDirectories.command(program, options, words);
    }

    private Path lists() {
        return directory.resolve("lists");
    }

    private static void deleteFiles(Path in) throws IOException {
        if (!Files.exists(in)) {
            return;
        }
        try (var files = Files.list(in)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
