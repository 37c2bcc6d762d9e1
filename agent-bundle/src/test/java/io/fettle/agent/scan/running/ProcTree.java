package io.fettle.agent.scan.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A made-up computer: its process table and the files that are installed. */
final class ProcTree {
    static final int KERNEL_THREAD = 0x0020_8040;
    static final int PROGRAM = 0x0040_0100;

    private final Path root;
    private int inode = 1000;

    ProcTree(Path root) {
        this.root = root;
    }

    /** A process of a unit. */
    ProcTree unit(int pid, String unit, String... maps) throws IOException {
        return process(pid, "S", PROGRAM, "0::/system.slice/" + unit + "\n", "/usr/sbin/daemon", List.of(maps));
    }

    /** A process of nobody's unit. */
    ProcTree program(int pid, String exe, String... maps) throws IOException {
        return process(pid, "S", PROGRAM, "0::/user.slice/user-1000.slice/session-3.scope\n", exe, List.of(maps));
    }

    ProcTree process(int pid, String state, int flags, String cgroup, String exe, List<String> maps)
            throws IOException {
        String process = "proc/" + pid + "/";
        file(process + "stat", pid + " (comm) " + state + " 1 1 1 0 -1 " + flags + " 10 0 0\n");
        file(process + "cgroup", cgroup);
        file(process + "maps", String.join("\n", maps) + "\n");
        Files.createSymbolicLink(root.resolve(process + "exe"), Path.of(exe));
        return this;
    }

    /** As the kernel refuses it: the entry is there, its maps are not for us. Also root is refused a directory's text. */
    ProcTree hidden(int pid) throws IOException {
        unit(pid, "secret.service");
        Files.delete(root.resolve("proc/" + pid + "/maps"));
        Files.createDirectory(root.resolve("proc/" + pid + "/maps"));
        return this;
    }

    ProcTree file(String name, String text) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        return this;
    }

    String code(String path) {
        return line("r-xp", path);
    }

    String line(String permissions, String path) {
        return "7f1c2a000000-7f1c2a020000 " + permissions + " 00002000 fe:01 " + inode++ + "            " + path;
    }
}
