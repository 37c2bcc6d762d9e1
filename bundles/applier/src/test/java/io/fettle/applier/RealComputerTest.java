package io.fettle.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fettle.api.Digest;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.trust.KeyId;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.protocol.ReportCodec;
import io.fettle.testkit.trust.TestAuthority;
import io.fettle.testkit.vendor.TestVendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The applier as a process with root, on a whole Debian in a directory: real apt, real dpkg, real packages. Needs root,
 * debootstrap and unshare; elsewhere it says that it is left out.
 */
@Tag("root")
final class RealComputerTest {
    private static final Path LAB = Path.of("/var/tmp/fettle-lab");
    private static final Path BASE = LAB.resolve("base-bookworm");
    /** What lies in lib/applier of a distribution. */
    private static final Pattern SHIPPED = Pattern.compile(
            "(fettle-(applier|api|protocol|member|version|format)|jackson-core|bc(prov|util|pg)-jdk18on|xz|slf4j-(api|simple))-[0-9].*\\.jar");

    private static final Path HOLD = Path.of("run/hold");
    private static final String IN_ROOT =
            "root=$1; jdk=$2; shift 2; mkdir -p $root/opt/jdk; mount --bind $jdk $root/opt/jdk;"
                    + " for d in /etc/java-*; do [ -d $d ] && mkdir -p $root$d && mount --bind $d $root$d; done;"
                    + " mount --bind /dev $root/dev; mount -t proc proc $root/proc; exec chroot $root \"$@\"";
    /** Waits in the middle of being configured, as long as there is somewhere to wait. */
    private static final String WAITING = "#!/bin/sh\nif [ -p /run/hold ]; then echo waiting > /run/waiting;"
            + " read line < /run/hold; fi\nexit 0\n";

    private final Instant now = Instant.now();
    private final TestAuthority authority = new TestAuthority(now);
    private final TestAuthority.Pair signer = authority.orderSigner();
    private final KeyId key = new KeyId(Digest.of("a real computer".getBytes(StandardCharsets.US_ASCII)));
    private final TestVendor vendor = new TestVendor(now);
    private final List<String> autoBefore = new ArrayList<>();
    private Path root = LAB;
    private Path spool = LAB;
    private long sequence;

    @BeforeEach
    void makeComputer() throws Exception {
        boolean able = isRoot() && has("/usr/sbin/debootstrap") && has("/usr/bin/unshare") && has("/usr/bin/dpkg-deb");
        if (!able) {
            System.err.println("LEFT OUT: RealComputerTest needs root on Debian or Ubuntu with debootstrap");
        }
        assumeTrue(able, "needs root on Debian or Ubuntu with debootstrap");
        Files.createDirectories(LAB);
        if (!Files.isDirectory(BASE)) {
            makeBase();
        }
        root = Files.createTempDirectory(LAB, "applier-").resolve("root");
        host("cp", "-a", BASE.toString(), root.toString());
        spool = Files.createDirectories(root.resolve("var/lib/fettle/agent/handover"));
        vendor.uri = "file:/srv/vendor/";
        write("etc/apt/sources.list", "");
        write("etc/apt/sources.list.d/debian.sources", "");
        write(
                "etc/apt/sources.list.d/vendor.list",
                "deb [signed-by=/usr/share/keyrings/vendor.gpg] file:/srv/vendor stable main\n");
        // What owners write for comfort must not reach us.
        write(
                "etc/apt/apt.conf.d/99comfort",
                "Acquire::Retries \"5\";\nAPT::Install-Recommends \"true\";\nAPT::Get::AutomaticRemove \"true\";\n");
        Files.createDirectories(root.resolve("usr/share/keyrings"));
        Files.write(root.resolve("usr/share/keyrings/vendor.gpg"), vendor.publicKey());
        write("etc/fettle/level", "L1\n");
        write("etc/fettle/root.pem", authority.rootPem());
        write("etc/fettle/agent.pub", key + "\n");
        copyProgram();
        offer("fettle-foo", "1.0", Optional.empty(), "fettle-auto", "");
        offer("fettle-auto", "1.0", Optional.empty(), "", "");
        vendor.publishTo(root.resolve("srv/vendor"));
        inside("apt-get", "-q", "update");
        inside("apt-get", "-q", "-y", "install", "fettle-foo");
        autoBefore.addAll(marks("showauto"));
        assertThat(autoBefore).contains("fettle-auto").doesNotContain("fettle-foo");
        offer("fettle-foo", "1.1", Optional.of("1.0"), "fettle-auto, fettle-new", WAITING);
        offer("fettle-auto", "1.1", Optional.of("1.0"), "", "");
        offer("fettle-new", "1.0", Optional.empty(), "", "");
    }

    @AfterEach
    void remove() throws Exception {
        if (!root.equals(LAB)) {
            host("rm", "-rf", "--one-file-system", root.resolveSibling("").toString());
        }
    }

    @Test
    void upgradesExactlyWhatIsOrderedAndKeepsTheMarks() throws Exception {
        List<String> manual = marks("showmanual");
        handOver();
        assertThat(start().waitFor()).isZero();
        succeeded(false);
        List<String> auto = new ArrayList<>(autoBefore);
        auto.add("fettle-new");
        assertThat(marks("showauto")).containsExactlyInAnyOrderElementsOf(auto);
        assertThat(marks("showmanual")).isEqualTo(manual);
        // Nothing is kept of what is done, and the same again says the same.
        assertThat(root.resolve("var/lib/fettle-applier/own/tasks/t1/content")).doesNotExist();
        byte[] result = Files.readAllBytes(spool.resolve("t1.result"));
        assertThat(start().waitFor()).isZero();
        assertThat(spool.resolve("t1.result")).hasBinaryContent(result);
    }

    @Test
    void healsADpkgThatWasKilledInTheMiddle() throws Exception {
        host("mkfifo", root.resolve(HOLD).toString());
        handOver();
        Process applier = start();
        awaitWaiting(applier);
        Files.delete(root.resolve(HOLD));
        kill(applier, "dpkg");
        assertThat(applier.waitFor(120, TimeUnit.SECONDS)).isTrue();
        succeeded(true);
    }

    @Test
    void goesOnAfterEverythingWasKilled() throws Exception {
        host("mkfifo", root.resolve(HOLD).toString());
        handOver();
        Process applier = start();
        awaitWaiting(applier);
        Files.delete(root.resolve(HOLD));
        List<ProcessHandle> all = applier.descendants().toList();
        applier.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(inside("dpkg", "--audit")).isNotBlank();
        assertThat(states()).containsExactly(TaskState.APPLYING);
        assertThat(start().waitFor()).isZero();
        succeeded(true);
    }

    @Test
    void watchStartsAnApplierForWhatIsThere() throws Exception {
        handOver();
        Process watch = start(Watch.class.getName(), "--spool", "/var/lib/fettle/agent/handover", "--once");
        assertThat(watch.waitFor()).isZero();
        succeeded(false);
    }

    @Test
    void aHardLinkToSomebodyElsesFileIsNotTaken() throws Exception {
        handOver();
        host("chown", "-R", "54321", spool.toString());
        Path order = spool.resolve("t1.ready/order.env");
        Files.delete(order);
        Files.createLink(order, root.resolve("etc/fettle/root.pem"));
        assertThat(start().waitFor()).isZero();
        assertThat(states()).containsExactly(TaskState.FAILED);
        assertThat(reports().get(0).reasons()).extracting("code").containsExactly("handover.not_a_file");
    }

    @Test
    void anOrderOfAnUnprivilegedAgentIsApplied() throws Exception {
        handOver();
        host("chown", "-R", "54321", spool.toString());
        host("chmod", "-R", "go=", spool.toString());
        assertThat(start().waitFor()).isZero();
        succeeded(false);
    }

    private void succeeded(boolean healed) throws Exception {
        String log = Files.readString(root.resolve("applier.log"));
        assertThat(states()).as(log).containsExactly(TaskState.APPLYING, TaskState.VERIFYING, TaskState.SUCCEEDED);
        assertThat(reports().get(2).reasons())
                .extracting("code")
                .isEqualTo(healed ? List.of("apply.healed") : List.of());
        assertThat(inside("dpkg-query", "-W", "-f", "${Package}=${Version} ${Status}\n", "fettle-*")
                        .lines())
                .containsExactlyInAnyOrder(
                        "fettle-auto=1.1 install ok installed",
                        "fettle-foo=1.1 install ok installed",
                        "fettle-new=1.0 install ok installed");
        assertThat(inside("dpkg", "--audit")).isBlank();
        assertThat(marks("showauto")).contains("fettle-auto", "fettle-new").doesNotContain("fettle-foo");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool.resolve("t1.result"))))
                .isEqualTo("rw-r--r--");
    }

    private List<TaskReport> reports() throws IOException {
        return Files.readAllLines(spool.resolve("t1.result")).stream()
                .map(line -> ReportCodec.decode(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private List<TaskState> states() throws IOException {
        return reports().stream().map(report -> report.state().orElseThrow()).toList();
    }

    private void handOver() throws IOException {
        TestVendor.Published published = vendor.publish();
        Header header = new Header(
                MessageKind.ORDER,
                signer.signer().keyId(),
                Optional.of(key),
                1,
                ++sequence,
                now,
                now.plus(Duration.ofHours(1)));
        Order order = new Order("t1", "c1", published.steps(), List.of(published.suite()));
        Path ready = spool.resolve("t1.ready");
        Files.createDirectories(ready.resolve("content"));
        Files.write(
                ready.resolve("order.env"),
                Envelope.seal(header, order.encode(), signer.signer()).bytes());
        Files.write(ready.resolve("signer-chain.der"), signer.chainDer());
        for (Map.Entry<Digest, byte[]> file : published.content().entrySet()) {
            Files.write(ready.resolve("content").resolve(file.getKey().hex()), file.getValue());
        }
    }

    private Process start() throws IOException {
        return start(Applier.class.getName(), "--handover", "/var/lib/fettle/agent/handover/t1.ready");
    }

    private Process start(String... program) throws IOException {
        List<String> java =
                new ArrayList<>(List.of("/opt/jdk/bin/java", "-Xmx256m", "-cp", "/opt/applier/*:/opt/applier/classes"));
        java.addAll(List.of(program));
        return new ProcessBuilder(command(java.toArray(new String[0])))
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("applier.log").toFile())
                .start();
    }

    private List<String> command(String... inside) {
        List<String> command = new ArrayList<>(
                List.of("unshare", "-m", "sh", "-c", IN_ROOT, "sh", root.toString(), System.getProperty("java.home")));
        command.addAll(List.of(inside));
        return command;
    }

    private String inside(String... command) throws Exception {
        return host(command(command).toArray(new String[0]));
    }

    private List<String> marks(String which) throws Exception {
        return inside("apt-mark", which).lines().toList();
    }

    private static String host(String... command) throws Exception {
        Path said = Files.createTempFile("said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int status = process.waitFor();
        String words = Files.readString(said);
        Files.delete(said);
        assertThat(status).as("%s: %s", List.of(command), words).isZero();
        return words;
    }

    /** Also its scripts, whose paths hold the name. */
    private static void kill(Process applier, String name) {
        List<ProcessHandle> found = applier.descendants()
                .filter(p -> p.info().commandLine().orElse("").contains(name))
                .filter(p -> !p.info().command().orElse("").endsWith("/java"))
                .filter(p -> !p.info().command().orElse("").endsWith("/apt-get"))
                .toList();
        assertThat(found).as("a process called %s", name).isNotEmpty();
        found.forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitWaiting(Process applier) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!Files.exists(root.resolve("run/waiting"))) {
            assertThat(applier.isAlive() && System.nanoTime() < deadline)
                    .as("waits in the middle: %s", Files.readString(root.resolve("applier.log")))
                    .isTrue();
            Thread.sleep(50);
        }
    }

    private void offer(String name, String version, Optional<String> from, String depends, String postinst)
            throws Exception {
        Path built = Files.createTempDirectory("deb");
        Path control = Files.createDirectories(built.resolve("tree/DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                "Package: " + name + "\nVersion: " + version + "\nArchitecture: all\nMaintainer: nobody\n"
                        + (depends.isEmpty() ? "" : "Depends: " + depends + '\n') + "Description: test\n");
        if (!postinst.isEmpty()) {
            Files.writeString(control.resolve("postinst"), postinst);
            Files.setPosixFilePermissions(control.resolve("postinst"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path data = Files.createDirectories(built.resolve("tree/usr/share/" + name));
        Files.writeString(data.resolve("version"), version);
        host(
                "dpkg-deb",
                "--root-owner-group",
                "-Zxz",
                "-b",
                built.resolve("tree").toString(),
                built.resolve("x.deb").toString());
        vendor.offer(name, version, from, depends, Files.readAllBytes(built.resolve("x.deb")));
        Trees.delete(built);
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private void copyProgram() throws Exception {
        Path program = Files.createDirectories(root.resolve("opt/applier"));
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path path = Path.of(entry);
            if (entry.endsWith("/target/classes")) {
                host("cp", "-rT", entry, program.resolve("classes").toString());
            } else if (entry.endsWith(".jar")
                    && SHIPPED.matcher(String.valueOf(path.getFileName())).matches()) {
                Files.copy(path, program.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void makeBase() throws Exception {
        Path part = LAB.resolve("base-bookworm.part." + ProcessHandle.current().pid());
        host("debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", part.toString());
        Files.move(part, BASE, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static boolean has(String program) {
        return Files.isExecutable(Path.of(program));
    }
}
