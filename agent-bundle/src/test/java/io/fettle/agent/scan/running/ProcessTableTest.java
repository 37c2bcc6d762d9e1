package io.fettle.agent.scan.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.running.StaleService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    private static final String SSL = "/usr/lib/x86_64-linux-gnu/libssl.so.3";

    @TempDir
    Path root;

    private final AtomicLong nanos = new AtomicLong();
    private ProcTree tree;
    private ProcessTable table;

    @BeforeEach
    void makeComputer() throws IOException {
        tree = new ProcTree(root);
        tree.process(1, "S", ProcTree.PROGRAM, "0::/init.scope\n", "/usr/lib/systemd/systemd", List.of());
        tree.file(SSL.substring(1), "new");
        tree.file("usr/lib/x86_64-linux-gnu/libpq.so.5.16", "new");
        tree.file("usr/sbin/daemon", "new");
    }

    @Test
    void serviceWithAReplacedLibraryIsListedOnceWithAllItsProcesses() throws IOException {
        tree.unit(100, "nginx.service", tree.code("/usr/sbin/daemon"), tree.code(SSL + " (deleted)"));
        tree.unit(101, "nginx.service", tree.code(SSL + " (deleted)"), tree.code("/usr/sbin/daemon (deleted)"));
        tree.unit(102, "cron.service", tree.code(SSL));
        assertThat(look()).containsExactly(new StaleService("nginx.service", List.of("daemon", "libssl.so.3"), 2));
        assertThat(table.unseen()).isZero();
    }

    @Test
    void namesThatPackageManagersGiveOnTheWayOutAreStripped() throws IOException {
        tree.unit(100, "a.service", tree.code(SSL + ".dpkg-tmp (deleted)"));
        tree.unit(101, "b.service", tree.code(SSL + ";5f3a1b2c (deleted)"));
        assertThat(look()).extracting(StaleService::files).containsOnly(List.of("libssl.so.3"));
        assertThat(look()).hasSize(2);
    }

    @Test
    void libraryWithAnotherFileNameInItsNewVersionCounts() throws IOException {
        tree.file("usr/lib/x86_64-linux-gnu/libc.so.6", "new");
        tree.unit(100, "db.service", tree.code("/usr/lib/x86_64-linux-gnu/libpq.so.5.15 (deleted)"));
        tree.unit(101, "old.service", tree.code("/usr/lib/x86_64-linux-gnu/libc-2.31.so (deleted)"));
        assertThat(look()).extracting(StaleService::service).containsExactly("db.service", "old.service");
    }

    @Test
    void whatIsNoReplacedCodeIsNotListed() throws IOException {
        tree.unit(
                100,
                "quiet.service",
                tree.code("/usr/lib/x86_64-linux-gnu/libgone.so.1 (deleted)"),
                tree.code("/usr/bin/removed (deleted)"),
                tree.line("r--p", SSL + " (deleted)"),
                tree.line("rw-s", "/usr/share/mime/mime.cache (deleted)"),
                tree.line("rwxs", "/dev/zero (deleted)"),
                tree.line("rwxs", "/memfd:doublemapper (deleted)"),
                tree.line("rwxs", "/SYSV00000000 (deleted)"),
                tree.line("rwxs", "/tmp/jna-1/jna.so (deleted)"),
                tree.line("rwxs", "/home/me/libssl.so.3 (deleted)"),
                tree.line("rwxp", "anon_inode:[perf_event]"),
                tree.line("r-xp", "[vdso]"),
                "nonsense (deleted)",
                "7f1c2a000000-7f1c2a020000 r-xp 00000000 00:00 0");
        assertThat(look()).isEmpty();
        assertThat(table.unseen()).isZero();
    }

    @Test
    void processOfNoServiceHasTheNameOfItsProgram() throws IOException {
        tree.program(100, "/usr/bin/bash (deleted)", tree.code(SSL + " (deleted)"));
        tree.process(
                101,
                "S",
                ProcTree.PROGRAM,
                "12:pids:/user.slice\n1:name=systemd:/user.slice/user-7.slice/user@7.service/app.slice/x.service\n",
                "/usr/bin/x",
                List.of(tree.code(SSL + " (deleted)")));
        tree.program(102, "/usr/bin/gone", tree.code(SSL + " (deleted)"));
        Files.delete(root.resolve("proc/102/exe"));
        assertThat(look()).extracting(StaleService::service).containsExactly("user@7.service", "bash", "comm");
    }

    @Test
    void unitsMayHaveColonsAndOtherHierarchiesDoNotCount() throws IOException {
        tree.unit(100, "a:b@c:1.service", tree.code(SSL + " (deleted)"));
        tree.process(
                101,
                "S",
                ProcTree.PROGRAM,
                "3:cpu,cpuacct:/other.service\nnonsense\n0::/\n",
                "/usr/bin/x",
                List.of(tree.code(SSL + " (deleted)")));
        assertThat(look()).extracting(StaleService::service).containsExactly("a:b@c:1.service", "x");
    }

    @Test
    void processesThatCannotBeReadAreCounted() throws IOException {
        tree.hidden(100).hidden(101);
        tree.unit(102, "nginx.service", tree.code(SSL + " (deleted)"));
        assertThat(look()).hasSize(1);
        assertThat(table.unseen()).isEqualTo(2);
    }

    @Test
    void kernelThreadsAndTheDeadAreNotMissed() throws IOException {
        tree.hidden(100).hidden(101);
        tree.file("proc/100/stat", "100 (kworker/0:1) (x) I 2 0 0 0 -1 " + ProcTree.KERNEL_THREAD + " 0 0\n");
        tree.file("proc/101/stat", "101 (dead) Z 1 0 0 0 -1 " + ProcTree.PROGRAM + " 0 0\n");
        assertThat(look()).isEmpty();
        assertThat(table.unseen()).isZero();
    }

    @Test
    void whoCannotSeeTheFirstProcessHasNotSeenAll() throws IOException {
        tree.unit(100, "nginx.service", tree.code(SSL + " (deleted)"));
        Files.move(root.resolve("proc/1"), root.resolve("elsewhere"));
        assertThat(look()).hasSize(1);
        assertThat(table.unseen()).isEqualTo(1);
    }

    @Test
    void whatThereIsNoTimeForIsUnseen() throws IOException {
        tree.unit(100, "nginx.service", tree.code(SSL + " (deleted)"));
        tree.unit(101, "other.service", tree.code(SSL + " (deleted)"));
        table = new ProcessTable(
                root.resolve("proc"), new CodeFile(root, CodeFile.PLACES), () -> nanos.getAndAdd(1_900_000_000L));
        table.look();
        assertThat(table.stale()).extracting(StaleService::service).containsExactly("nginx.service");
        assertThat(table.unseen()).isEqualTo(1);
    }

    @Test
    void endlessMapsAreUnseen() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i <= 100_000; i++) {
            lines.add("7f1c2a000000-7f1c2a020000 r-xp 0 00:00 0");
        }
        tree.unit(100, "hostile.service", lines.toArray(String[]::new));
        assertThat(look()).isEmpty();
        assertThat(table.unseen()).isEqualTo(1);
    }

    @Test
    void namesOfStrangersArriveAsPlainTextOfBoundedLength() throws IOException {
        tree.program(100, "/tmp/\u001b[2J" + "x".repeat(200), tree.code(SSL + " (deleted)"));
        assertThat(look())
                .extracting(StaleService::service)
                .singleElement()
                .asString()
                .hasSize(StaleService.MAX_NAME)
                .startsWith("?[2Jx");
    }

    @Test
    void nameThatNoFileCanHaveSpoilsNothing() throws IOException {
        tree.program(100, "/tmp/x", tree.code("/usr/lib/a\0.so (deleted)"), tree.code(SSL + " (deleted)"));
        assertThat(look()).extracting(StaleService::service).containsExactly("x");
        assertThat(table.unseen()).isZero();
    }

    @Test
    void programsCannotCrowdOutUnitsAndFilesAreTheFirstByName() throws IOException {
        for (String name : List.of("g", "f", "e", "d", "c", "b")) {
            tree.file("usr/lib/lib" + name + ".so", "new");
        }
        tree.program(50, "/home/me/aaa", tree.code(SSL + " (deleted)"));
        tree.unit(
                100,
                "zzz.service",
                List.of("g", "f", "e", "d", "c", "b").stream()
                        .map(name -> tree.code("/usr/lib/lib" + name + ".so (deleted)"))
                        .toArray(String[]::new));
        assertThat(look()).extracting(StaleService::service).containsExactly("zzz.service", "aaa");
        assertThat(look().get(0).files()).containsExactly("libb.so", "libc.so", "libd.so", "libe.so", "libf.so");
    }

    private List<StaleService> look() {
        table = new ProcessTable(root.resolve("proc"), new CodeFile(root, CodeFile.PLACES), nanos::get);
        table.look();
        return table.stale();
    }
}
