package io.fettle.itests.check.applier;

import io.fettle.itests.lab.BaseRoot;
import io.fettle.itests.lab.Progress;
import io.fettle.itests.lab.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A whole Debian in a directory. What runs in there has mounts of its own, which end with it. */
final class DebianRoot {
    private static final Path CACHE = Path.of("/var/tmp/fettle-lab");
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String ENTER = """
            #!/bin/sh
            # enter ROOT JDK COMMAND...: in a mount namespace of its own
            set -eu
            root=$1
            jdk=$2
            shift 2
            mkdir -p "$root/opt/jdk"
            mount --bind "$jdk" "$root/opt/jdk"
            for d in /etc/java-*; do
              [ -d "$d" ] && mkdir -p "$root$d" && mount --bind "$d" "$root$d"
            done
            mount --bind /dev "$root/dev"
            mount -t proc proc "$root/proc"
            exec chroot "$root" "$@"
            """;

    private final Path root;
    private final Path enter;

    private DebianRoot(Path root, Path enter) {
        this.root = root;
        this.enter = enter;
    }

    /** A copy of the lab's base root; that is made where there is none yet. @param directory a new one */
    static DebianRoot copyTo(Path directory, Progress progress) throws IOException {
        BaseRoot base = new BaseRoot(CACHE);
        base.ensure(progress);
        Files.createDirectories(directory);
        Path root = directory.resolve("root");
        Tools.run(LIMIT, List.of("cp", "-a", base.path().toString(), root.toString()));
        Path enter = directory.resolve("enter");
        Files.writeString(enter, ENTER);
        Files.setPosixFilePermissions(enter, PosixFilePermissions.fromString("rwx------"));
        return new DebianRoot(root, enter);
    }

    Path path(String below) {
        return root.resolve(below);
    }

    void write(String path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, bytes);
    }

    /** @return what it said @throws io.fettle.itests.lab.LabException where it fails */
    String run(String... words) {
        return Tools.run(LIMIT, command(List.of(words)));
    }

    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(
                List.of("unshare", "-m", enter.toString(), root.toString(), System.getProperty("java.home")));
        command.addAll(words);
        return command;
    }

    /** What runs in here, whoever started it. */
    List<ProcessHandle> inhabitants() {
        return ProcessHandle.allProcesses().filter(this::livesHere).toList();
    }

    private boolean livesHere(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "root"))
                    .equals(root);
        } catch (IOException e) {
            return false;
        }
    }
}
