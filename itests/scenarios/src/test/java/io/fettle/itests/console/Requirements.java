package io.fettle.itests.console;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a machine needs for a browser. */
final class Requirements {
    private Requirements() {}

    /** What is missing, in words; empty where the console can be driven. */
    static List<String> missing(Path web) {
        List<String> missing = new ArrayList<>();
        if (!Files.isExecutable(chromium())) {
            missing.add(chromium() + " is missing (apt install chromium, or name another one by CHROMIUM)");
        }
        if (!onPath("node")) {
            missing.add("node is missing (20 or newer)");
        }
        if (!Files.isDirectory(web.resolve("node_modules/playwright-core"))) {
            missing.add("playwright-core is missing (npm ci in " + web + ")");
        }
        return missing;
    }

    private static Path chromium() {
        return Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
