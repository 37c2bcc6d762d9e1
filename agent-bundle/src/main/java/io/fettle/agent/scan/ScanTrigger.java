package io.fettle.agent.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells cheaply whether something changed that a scan looks at. Not thread-safe. */
public final class ScanTrigger {
    private static final List<String> FILES = List.of(
            "var/lib/dpkg/status",
            "var/lib/dpkg/arch",
            "var/lib/apt/lists",
            "var/lib/rpm/rpmdb.sqlite",
            "var/lib/rpm/rpmdb.sqlite-wal",
            "var/lib/rpm/Packages.db",
            "var/lib/rpm/Packages",
            "usr/lib/sysimage/rpm/rpmdb.sqlite",
            "usr/lib/sysimage/rpm/rpmdb.sqlite-wal",
            "usr/lib/sysimage/rpm/Packages.db",
            "var/cache/dnf",
            "var/cache/dnf/expired_repos.json",
            "etc/fettle/level",
            "run/reboot-required",
            "proc/sys/kernel/random/boot_id",
            "etc/os-release");
    private static final List<String> TREES = List.of("etc/apt", "etc/yum.repos.d", "etc/dnf");
    private static final int MAX_DEPTH = 3;

    private final Path root;
    private Set<String> seen = Set.of();

    public ScanTrigger(Path root) {
        this.root = root;
    }

    /** Whether anything is different from the last call. */
    public boolean changed() {
        Set<String> now = new TreeSet<>();
        for (String file : FILES) {
            Path path = root.resolve(file);
            if (Files.exists(path)) {
                now.add(mark(path));
            }
        }
        TREES.forEach(tree -> addAll(tree, now));
        boolean different = !now.equals(seen);
        seen = now;
        return different;
    }

    private void addAll(String tree, Set<String> marks) {
        if (!Files.isDirectory(root.resolve(tree))) {
            return;
        }
        try {
            Files.walkFileTree(root.resolve(tree), Set.of(), MAX_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    marks.add(mark(file));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            marks.add(tree + " cannot be read");
        }
    }

    private static String mark(Path path) {
        try {
            if (path.endsWith("boot_id")) {
                return TextFiles.firstLine(path);
            }
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return path + " " + attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException e) {
            return path + " gone";
        }
    }
}
