package io.fettle.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** This machine's own apt repositories, as apt itself resolves them, with the keys that it trusts for them. */
final class AptSources {
    private static final int PATIENCE_SECONDS = 30;
    private static final int MAX_OUTPUT = 8 << 20;
    private static final String FORMAT =
            "$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)\t$(ARCHITECTURE)\t$(SOURCESENTRY)\t$(CREATED_BY)";

    private AptSources() {}

    static boolean aptIsHere() {
        return Files.isExecutable(Path.of("/usr/bin/apt-get")) && Files.isRegularFile(Path.of("/var/lib/dpkg/status"));
    }

    /**
     * One for each uri and suite, fetched or not.
     *
     * @param failures gets those whose keys cannot be read, in words
     */
    static List<Repository> read(List<String> failures) {
        return parse(indexTargets(), failures);
    }

    /** @param lines in the form of {@link #FORMAT} */
    static List<Repository> parse(List<String> lines, List<String> failures) {
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (String line : lines) {
            String[] f = line.split("\t", -1);
            if (f.length == 6 && f[5].equals("Packages")) {
                Draft draft = drafts.computeIfAbsent(f[0] + ' ' + f[1], key -> new Draft(f[0], f[1], f[4]));
                draft.components.add(f[2]);
                draft.architectures.add(f[3]);
            }
        }
        List<Repository> repositories = new ArrayList<>();
        for (Draft d : drafts.values()) {
            try {
                repositories.add(new Repository(
                        d.uri,
                        d.suite,
                        String.join(" ", d.components),
                        d.architectures(),
                        AptKeys.keyring(entryFile(d.entry), d.uri, d.suite)));
            } catch (LauncherException | InvalidPathException e) {
                failures.add(d.uri + " " + d.suite + ": " + e.getMessage());
            }
        }
        return repositories;
    }

    /** {@code FILE:NUMBER}. */
    private static Path entryFile(String entry) {
        int colon = entry.lastIndexOf(':');
        return Path.of(colon < 0 ? entry : entry.substring(0, colon));
    }

    private static List<String> indexTargets() {
        ProcessBuilder builder =
                new ProcessBuilder("/usr/bin/apt-get", "indextargets", "--no-release-info", "--format", FORMAT);
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(false);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new LauncherException(
                        "apt-get indextargets failed; is the apt configuration of this machine whole?");
            }
            return new String(output, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new LauncherException("cannot ask apt for its repositories", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }

    /** @param keyring base64 of a binary keyring, or armored */
    record Repository(String uri, String suite, String components, String architectures, String keyring) {}

    private static final class Draft {
        private final String uri;
        private final String suite;
        private final String entry;
        private final TreeSet<String> components = new TreeSet<>();
        private final TreeSet<String> architectures = new TreeSet<>();

        private Draft(String uri, String suite, String entry) {
            this.uri = uri;
            this.suite = suite;
            this.entry = entry;
        }

        /**
         * Without {@code all}, which apt names as possible before it knows the archive: whether there is an index of its own
         * for those packages, or they are in every other one, the archive's Release file says.
         */
        private String architectures() {
            List<String> real =
                    architectures.stream().filter(a -> !a.equals("all")).toList();
            return String.join(" ", real.isEmpty() ? architectures : real);
        }
    }
}
