package io.fettle.itests.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Mounts of the lab. What is mounted is asked of the kernel, so nothing is forgotten after a crash. */
final class Mounts {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Mounts() {}

    static void overlay(Path lower, Path upper, Path work, Path target) {
        Tools.run(
                "mount",
                "-t",
                "overlay",
                "-o",
                "lowerdir=" + lower + ",upperdir=" + upper + ",workdir=" + work,
                "fettle-lab",
                target.toString());
    }

    static void bindReadOnly(Path from, Path to) {
        Tools.run("mount", "--bind", from.toString(), to.toString());
        Tools.run("mount", "-o", "remount,bind,ro", to.toString());
    }

    /** Deepest first. */
    static void removeAllBelow(Path directory) {
        try {
            List<String> points = new ArrayList<>();
            for (String line : Files.readAllLines(TABLE, StandardCharsets.UTF_8)) {
                Path point = Path.of(line.split(" ", MOUNT_POINT + 2)[MOUNT_POINT].replace("\\040", " "));
                if (point.startsWith(directory)) {
                    points.add(point.toString());
                }
            }
            Collections.reverse(points);
            for (String point : points) {
                if (Tools.ended(LIMIT, List.of("umount", point)).status() != 0) {
                    Tools.run("umount", "--lazy", point);
                }
            }
        } catch (IOException e) {
            throw new LabException("Cannot read " + TABLE, e);
        }
    }
}
