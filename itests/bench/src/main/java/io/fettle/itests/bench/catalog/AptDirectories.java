package io.fettle.itests.bench.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps apt's hands off this machine's own lists and caches. */
final class AptDirectories {
    private AptDirectories() {}

    static List<String> options(Path lists, Path cache) throws IOException {
        Files.createDirectories(cache);
        // The sandbox user could not enter our directory, and what is measured is not the sandbox.
        return List.of(
                "-o", "Dir::State::lists=" + lists,
                "-o", "Dir::Cache=" + cache,
                "-o", "APT::Sandbox::User=" + System.getProperty("user.name"));
    }

    static List<String> command(String program, List<String> options, String... words) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.addAll(List.of(words));
        return command;
    }
}
