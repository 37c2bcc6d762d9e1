package io.fettle.itests.check.applier;

import io.fettle.api.Digest;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.trust.KeyId;
import io.fettle.itests.bench.program.Archives;
import io.fettle.itests.check.run.Attempt;
import io.fettle.itests.lab.Tools;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A Debian whose owner lets the applier upgrade it, with packages installed by its own apt and an order for newer ones. */
final class ManagedDebian {
    private static final String TASK = "t1";
    private static final String SPOOL = "var/lib/fettle/agent/handover";
    private static final String OWNERS_CONFIGURATION = "# as the owner of this computer wants it\n";
    private static final Duration ORDER_IS_GOOD = Duration.ofHours(1);

    private final Instant now = Instant.now(Clock.systemUTC());
    private final TestAuthority authority = new TestAuthority(now);
    private final TestAuthority.Pair signer = authority.orderSigner();
    private final KeyId key = new KeyId(Digest.of("a computer".getBytes(StandardCharsets.US_ASCII)));
    private final TestVendor vendor = new TestVendor(now);
    private final DebianRoot root;
    private final Path directory;

    ManagedDebian(Attempt attempt) throws IOException {
        directory = attempt.directory();
        root = DebianRoot.copyTo(directory.resolve("computer"), attempt::note);
        vendor.uri = "file:/srv/vendor/";
        root.write("etc/apt/sources.list", "");
        root.write("etc/apt/sources.list.d/debian.sources", "");
        root.write(
                "etc/apt/sources.list.d/vendor.list",
                "deb [signed-by=/usr/share/keyrings/vendor.gpg] file:/srv/vendor stable main\n");
        root.write("usr/share/keyrings/vendor.gpg", vendor.publicKey());
        root.write("etc/fettle/level", "L1\n");
        root.write("etc/fettle/root.pem", authority.rootPem());
        root.write("etc/fettle/agent.pub", key + "\n");
    }

    DebianRoot root() {
        return root;
    }

    /** As it is shipped, out of the agent's distribution. */
    void addApplier() throws IOException {
        Path unpacked = Files.createDirectories(directory.resolve("agent"));
        Tools.run("tar", "-xzf", Archives.of("agent").toString(), "-C", unpacked.toString(), "--strip-components=1");
        Tools.run(
                "cp",
                "-a",
                unpacked.resolve("lib/applier").toString(),
                root.path("opt/applier").toString());
    }

    /** By its own apt; then the owner edits a configuration file, and what the order wants is published. */
    void installOldVersions() throws IOException {
        Debs debs = new Debs(directory.resolve("debs"), vendor);
        debs.offerOld();
        vendor.publishTo(root.path("srv/vendor"));
        root.run("apt-get", "-q", "update");
        root.run("apt-get", "-q", "-y", "install", Debs.APP, Debs.TRIGGERED);
        root.write(Debs.CONFFILE, OWNERS_CONFIGURATION);
        Files.delete(root.path(Debs.SCRIPTS));
        debs.offerNew();
    }

    void handOver() throws IOException {
        TestVendor.Published published = vendor.publish();
        Header header = new Header(
                MessageKind.ORDER, signer.signer().keyId(), Optional.of(key), 1, 1, now, now.plus(ORDER_IS_GOOD));
        Order order = new Order(TASK, "c1", published.steps(), List.of(published.suite()));
        String ready = SPOOL + '/' + TASK + ".ready/";
        root.write(
                ready + "order.env",
                Envelope.seal(header, order.encode(), signer.signer()).bytes());
        root.write(ready + "signer-chain.der", signer.chainDer());
        for (Map.Entry<Digest, byte[]> file : published.content().entrySet()) {
            root.write(ready + "content/" + file.getKey().hex(), file.getValue());
        }
    }

    /** The words that start the applier as its watch does, inside. */
    List<String> applier() {
        return List.of(
                "/opt/jdk/bin/java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "/opt/applier/*",
                "io.fettle.applier.Applier",
                "--handover",
                '/' + SPOOL + '/' + TASK + ".ready");
    }

    /** How many lines the maintainer scripts have written. */
    int scriptLines() throws IOException {
        Path log = root.path(Debs.SCRIPTS);
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    byte[] result() throws IOException {
        Path file = root.path(SPOOL + '/' + TASK + ".result");
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    List<TaskReport> reports() throws IOException {
        return new String(result(), StandardCharsets.UTF_8)
                .lines()
                .map(line -> ReportCodec.decode(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** @param which {@code showauto} or {@code showmanual} */
    TreeSet<String> marks(String which) {
        return new TreeSet<>(root.run("apt-mark", which).lines().toList());
    }

    /** What the owner's configuration is now, where it is not what he wrote. */
    List<String> leftovers() throws IOException {
        List<String> wrong = new ArrayList<>();
        if (!Files.readString(root.path(Debs.CONFFILE)).equals(OWNERS_CONFIGURATION)) {
            wrong.add("the owner's " + Debs.CONFFILE + " was replaced");
        }
        for (int i = 0; i < Debs.FILES; i++) {
            Path file = root.path("usr/share/" + Debs.APP + "/file-" + i);
            if (!Files.exists(file) || !Files.readString(file).equals(Debs.content(Debs.APP, Debs.NEW, i))) {
                wrong.add(file.getFileName() + " is not the one of " + Debs.NEW);
            }
        }
        String left = Tools.run(
                "find",
                root.path("usr/share").toString(),
                root.path("etc").toString(),
                "-xdev",
                "-name",
                "*.dpkg-new",
                "-o",
                "-name",
                "*.dpkg-tmp");
        if (!left.isBlank()) {
            wrong.add("dpkg left behind " + left.strip().replace('\n', ' '));
        }
        return wrong;
    }
}
