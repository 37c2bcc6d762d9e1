package io.fettle.agent;

import io.fettle.agent.AgentLoop.Surroundings;
import io.fettle.agent.work.Workbench;
import io.fettle.api.Digest;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Order;
import io.fettle.protocol.ReportCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A computer whose apt is a script, its agent, and a server that is not real behind real TLS. */
abstract class AgentScene {
    static final String URI = "http://deb.example/debian/";
    static final byte[] RELEASE = "the signed list".getBytes(StandardCharsets.UTF_8);
    static final byte[] PACKAGES = "Package: bash\n".getBytes(StandardCharsets.UTF_8);
    static final byte[] DEB = "a package".getBytes(StandardCharsets.UTF_8);
    static final String BASH = "Inst bash [1-1] (1-2 Debian:12/stable [amd64])\n";

    final TestClock clock = new TestClock(Instant.now());
    final FakeCommands commands = new FakeCommands();

    @TempDir
    Path temp;

    Path root;
    Path handover;
    FakeServer server;
    MirroredSuite suite;

    @BeforeEach
    void makeComputer() throws Exception {
        root = temp.resolve("root");
        handover = temp.resolve("state/handover");
        installed("1-1");
        write("usr/bin/apt-get", "");
        Files.setPosixFilePermissions(root.resolve("usr/bin/apt-get"), PosixFilePermissions.fromString("rwxr-xr-x"));
        level("L1");
        commands.addTarget(
                URI, "stable", "main", "amd64", "deb.example_debian_dists_stable_main_binary-amd64_Packages");
        commands.upgrade = BASH;
        commands.install = BASH;
        server = new FakeServer(clock);
        byte[] packed = FakeCommands.gzip(PACKAGES);
        suite = new MirroredSuite(
                "s1",
                URI,
                "stable",
                new Stored(server.offer(RELEASE), RELEASE.length),
                Optional.empty(),
                List.of(new Index(
                        "main",
                        "amd64",
                        "main/binary-amd64/Packages.gz",
                        new Stored(server.offer(packed), packed.length),
                        new Stored(Digest.of(PACKAGES), PACKAGES.length))));
        server.offer(DEB);
        state().write("enrol.token", server.token.text().getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    AgentLoop loop(Runnable woken, Workbench workbench) {
        Surroundings surroundings =
                new Surroundings(state(), root, uid(), commands, "1.0", clock, new Random(1), woken, workbench);
        return new AgentLoop(
                new AgentSettings(temp.resolve("state"), List.of(server.address()), 1),
                surroundings,
                new SecureRandom());
    }

    int uid() {
        try {
            return (int) Files.getAttribute(temp, "unix:uid");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    PrivateDirectory state() {
        return PrivateDirectory.at(temp.resolve("state"));
    }

    List<TaskState> states() {
        return server.reports.stream()
                .map(report -> report.state().orElseThrow())
                .toList();
    }

    TaskReport lastReport() {
        return server.reports.get(server.reports.size() - 1);
    }

    Order order(String task, Step... steps) {
        return new Order(task, "c-1", List.of(steps), List.of(suite));
    }

    static Step step(String name, String from, String to) {
        return new Step(
                name, "amd64", Optional.of(from), to, URI, "stable", "main", "pool/b.deb", DEB.length, Digest.of(DEB));
    }

    TaskReport report(String task, TaskState state) {
        return new TaskReport(task, state, clock.instant(), List.of(), List.of());
    }

    void say(String task, TaskState state) throws IOException {
        line(task, ReportCodec.encode(report(task, state)));
    }

    void line(String task, byte[] json) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(json);
        line.write('\n');
        Files.write(
                handover.resolve(task + ".result"),
                line.toByteArray(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    void level(String level) throws IOException {
        write("etc/fettle/level", level + "\n");
        Files.setPosixFilePermissions(root.resolve("etc/fettle"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(root.resolve("etc/fettle/level"), PosixFilePermissions.fromString("rw-r--r--"));
    }

    static String status(String bash) {
        return "Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + bash + "\n";
    }

    /** Another version of bash is installed. */
    void installed(String version) throws IOException {
        write("var/lib/dpkg/status", status(version));
    }

    void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }
}
