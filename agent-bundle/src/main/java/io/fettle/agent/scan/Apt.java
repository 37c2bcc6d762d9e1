package io.fettle.agent.scan;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.hand.Commands.Ended;
import io.fettle.api.FettleException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** apt's read-only commands. They need no privilege and no lock. Blocks up to two minutes each. */
public final class Apt {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int MAX_OUTPUT = 4 << 20;
    private static final int MAX_TARGETS = 5000;
    private static final String FORMAT =
            "$(REPO_URI)\t$(RELEASE)\t$(COMPONENT)\t$(ARCHITECTURE)\t$(METAKEY)\t$(FILENAME)\t$(SOURCESENTRY)";
    private static final Pattern VALUE = Pattern.compile("[A-Za-z:-]+ \"(.*)\";");
    private static final Pattern USER_INFO = Pattern.compile("^([a-z0-9+.-]+://)[^/@]*@");

    private final Path root;
    private final Commands commands;

    /** @param root where the operating system's files are: {@code /}, except in tests */
    public Apt(Path root, Commands commands) {
        this.root = root;
        this.commands = commands;
    }

    boolean present() {
        return Files.isExecutable(root.resolve("usr/bin/apt-get"));
    }

    /** Every Packages index of every enabled {@code deb} entry, whether it is there or not. */
    List<IndexTarget> targets() {
        String text = ask(
                List.of("apt-get", "indextargets", "--no-release-info", "--format", FORMAT, "Created-By: Packages"));
        Map<String, IndexTarget> targets = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 7 && targets.size() < MAX_TARGETS) {
                IndexTarget target = new IndexTarget(
                        withSlash(USER_INFO.matcher(known(parts[0])).replaceFirst("$1")),
                        known(parts[1]),
                        known(parts[2]),
                        known(parts[3]),
                        known(parts[4]),
                        parts[5].substring(parts[5].lastIndexOf('/') + 1)
                                .replaceFirst("\\.(lz4|xz|gz|bz2|zst|lzma)$", ""),
                        known(parts[6]));
                targets.putIfAbsent(target.fileName(), target);
            }
        }
        return List.copyOf(targets.values());
    }

    Optional<String> defaultRelease() {
        Matcher value = VALUE.matcher(
                ask(List.of("apt-config", "dump", "APT::Default-Release")).strip());
        return value.matches() && !value.group(1).isEmpty()
                ? Optional.of(TextFiles.cut(value.group(1), 300))
                : Optional.empty();
    }

    /** What apt would do, on the lists in a directory. @param action for example {@code upgrade} and its options */
    Ended<String> simulate(Path lists, List<String> action) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-s", "-q"));
        command.addAll(List.of(
                "-o", "Dir::State::lists=" + lists + "/",
                "-o", "Dir::Cache::pkgcache=",
                "-o", "Dir::Cache::srcpkgcache=",
                "-o", "Debug::NoLocking=1",
                "-o", "APT::Get::Show-User-Simulation-Note=0"));
        command.addAll(action);
        return commands.run(command, LIMIT, Commands.text(MAX_OUTPUT));
    }

    /** Unpacks a list (by the ending of its name) while somebody reads it. */
    <T> T unpack(Path file, Commands.Reader<T> reader) {
        Ended<T> ended = commands.run(List.of("/usr/lib/apt/apt-helper", "cat-file", file.toString()), LIMIT, reader);
        if (ended.status() != 0) {
            throw new FettleException(ScanError.APT_FAILED, file + " cannot be unpacked: " + ended.errors());
        }
        return ended.output();
    }

    private String ask(List<String> command) {
        Ended<String> ended = commands.run(command, LIMIT, Commands.text(MAX_OUTPUT));
        if (ended.status() != 0) {
            throw new FettleException(
                    ScanError.APT_FAILED, String.join(" ", command.subList(0, 2)) + " failed: " + ended.errors());
        }
        return ended.output();
    }

    /** apt leaves a name that it has no value for as it stands. */
    private static String known(String value) {
        return value.startsWith("$(") ? "" : value;
    }

    private static String withSlash(String uri) {
        return uri.endsWith("/") ? uri : uri + '/';
    }
}
