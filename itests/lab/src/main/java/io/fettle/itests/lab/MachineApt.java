package io.fettle.itests.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** This machine's own apt: where it fetches from, and how. */
final class MachineApt {
    private static final String HELPER = "/usr/lib/apt/apt-helper";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private MachineApt() {}

    /** The repository from which this machine gets a suite. */
    static Optional<String> mirrorOf(String suite) {
        String targets = Tools.run(
                "apt-get",
                "indextargets",
                "--no-release-info",
                "--format",
                "$(REPO_URI)\t$(RELEASE)",
                "Created-By: Packages");
        return targets.lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2 && parts[1].equals(suite) && parts[0].startsWith("http"))
                .map(parts -> parts[0].endsWith("/") ? parts[0] : parts[0] + '/')
                .findFirst();
    }

    /** @return whether it could be had */
    static boolean download(String uri, Path to) {
        FileTrees.directory(to.resolveSibling(""));
        return Tools.ended(LIMIT, List.of(HELPER, "-o", "APT::Sandbox::User=root", "download-file", uri, to.toString()))
                        .status()
                == 0;
    }
}
