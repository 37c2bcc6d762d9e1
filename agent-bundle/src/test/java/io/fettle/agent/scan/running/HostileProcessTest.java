package io.fettle.agent.scan.running;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, units and mapped files are chosen by whoever starts a process. */
class HostileProcessTest {
    @TempDir
    Path root;

    private ProcTree tree;

    @BeforeEach
    void oneProcess() throws IOException {
        tree = new ProcTree(root).unit(1, "init.service").file("usr/lib/libx.so.2", "");
    }

    @Test
    @Fuzzes({RunningProcess.class, ProcFile.class})
    void aProcessIsKnownOrCounted() {
        Path process = root.resolve("proc/1");
        Fuzz.of("stat", "1 (a b) S 1 1 1 0 -1 4194560 10 0 0\n")
                .declares(IOException.class)
                .sparingly()
                .check(input -> {
                    Files.write(process.resolve("stat"), input);
                    RunningProcess.at(process).hasProgram();
                });
    }

    @Test
    @Fuzzes(RunningProcess.class)
    void aUnitIsNamedOrNot() throws IOException {
        tree.file("proc/1/stat", "1 (a b) S 1 1 1 0 -1 4194560 10 0 0\n");
        Fuzz.of("cgroup", "1:name=systemd:/system.slice/a.service\n0::/system.slice/ssh.service\n")
                .lenient()
                .sparingly()
                .check(input -> {
                    Files.write(root.resolve("proc/1/cgroup"), input);
                    RunningProcess.at(root.resolve("proc/1")).service();
                });
    }

    @Test
    @Fuzzes({ProcessTable.class, CodeFile.class})
    void mapsAreReadAsFarAsTheyGo() {
        String maps = tree.code(root + "/usr/lib/libx.so.1 (deleted)") + "\n" + tree.line("rw-p", "/memfd:x") + "\n";
        Fuzz.of("maps", maps).lenient().sparingly().check(input -> {
            Files.write(root.resolve("proc/1/maps"), input);
            ProcessTable table = new ProcessTable(
                    root.resolve("proc"), new CodeFile(Path.of("/"), List.of(root + "/usr/")), System::nanoTime);
            table.look();
            table.stale();
        });
    }

    @Test
    @Fuzzes({Kernels.class, KernelImage.class})
    void theKernelsWordsAreReadAsFarAsTheyGo() throws IOException {
        Path version = Files.createDirectories(root.resolve("proc/sys/kernel")).resolve("version");
        Fuzz.of("kernel version", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)\n")
                .lenient()
                .sparingly()
                .check(input -> {
                    Files.write(version, input);
                    Files.write(version.resolveSibling("osrelease"), input);
                    new Kernels(root, List.of(HostilePackages.kernel(new String(input, StandardCharsets.UTF_8))))
                            .state();
                });
    }
}
