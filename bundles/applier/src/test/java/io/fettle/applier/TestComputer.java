package io.fettle.applier;

import io.fettle.api.Digest;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.trust.KeyId;
import io.fettle.applier.hand.HandedOver;
import io.fettle.member.PrivateDirectory;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A computer in a temporary directory: its owner's files, its repositories, its agent's hand-overs. */
final class TestComputer {
    static final String TASK = "t1";

    Instant now;
    final TestAuthority authority;
    final TestVendor vendor;
    final FakeCommands commands = new FakeCommands();
    final Path root;
    final Path spool;
    final KeyId key = new KeyId(Digest.of("this computer".getBytes(StandardCharsets.US_ASCII)));

    TestAuthority.Pair signer;
    KeyId addressee = key;
    MessageKind kind = MessageKind.ORDER;
    UnaryOperator<byte[]> bend = order -> order;
    Instant issuedAt;
    Instant notAfter;
    int epoch = 1;
    long sequence = 7;

    TestComputer(Path directory) throws IOException {
        this(directory, Instant.parse("2026-11-22T12:00:00Z"));
    }

    TestComputer(Path directory, Instant now) throws IOException {
        this.now = now;
        authority = new TestAuthority(now);
        vendor = new TestVendor(now);
        signer = authority.orderSigner();
        issuedAt = now.minusSeconds(60);
        notAfter = now.plus(Duration.ofHours(1));
        root = directory.resolve("root");
        spool = Files.createDirectories(directory.resolve("handover"));
        write("etc/fettle/level", "L1\n");
        write("etc/fettle/root.pem", authority.rootPem());
        write("etc/fettle/agent.pub", key + "\n");
        write(
                "etc/apt/sources.list.d/vendor.sources",
                "Types: deb\nURIs: " + TestVendor.URI + "\nSuites: stable\nComponents: main\n"
                        + "Signed-By: /usr/share/keyrings/vendor.gpg\n");
        Files.createDirectories(root.resolve("usr/share/keyrings"));
        Files.write(root.resolve("usr/share/keyrings/vendor.gpg"), vendor.publicKey());
        Files.createDirectories(root.resolve("var/lib/apt/lists"));
        commands.targets.add(String.join(
                "\t",
                TestVendor.URI,
                "stable",
                "amd64",
                "main/binary-amd64/Packages",
                "/var/lib/apt/lists/vendor.example_debian_dists_stable_main_binary-amd64_Packages",
                "/etc/apt/sources.list.d/vendor.sources:1"));
        commands.installed.put("foo", "1.0");
        commands.plan.add("Inst foo [1.0] (1.1 Vendor:stable [all])");
        commands.run = () -> commands.installed.put("foo", "1.1");
        vendor.offer("foo", "1.1", Optional.of("1.0"), "", "the new foo".getBytes(StandardCharsets.UTF_8));
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(file.resolveSibling(""), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    byte[] sealed(List<Step> steps, List<MirroredSuite> suites) {
        Header header =
                new Header(kind, signer.signer().keyId(), Optional.of(addressee), epoch, sequence, issuedAt, notAfter);
        return Envelope.seal(header, bend.apply(new Order(TASK, "c1", steps, suites).encode()), signer.signer())
                .bytes();
    }

    /** Hands over what the vendor publishes now, and lets the applier deal with it. */
    List<TaskReport> apply() throws IOException {
        TestVendor.Published published = vendor.publish();
        return apply(sealed(published.steps(), List.of(published.suite())), published.content());
    }

    List<TaskReport> apply(byte[] sealedOrder, Map<Digest, byte[]> content) throws IOException {
        handOver(sealedOrder, content);
        return process();
    }

    void handOver(byte[] sealedOrder, Map<Digest, byte[]> content) throws IOException {
        Path ready = spool.resolve(TASK + ".ready");
        Trees.delete(ready);
        Files.createDirectories(ready.resolve("content"));
        Files.write(ready.resolve("order.env"), sealedOrder);
        Files.write(ready.resolve("signer-chain.der"), signer.chainDer());
        for (Map.Entry<Digest, byte[]> file : content.entrySet()) {
            Files.write(ready.resolve("content").resolve(file.getKey().hex()), file.getValue());
        }
    }

    List<TaskReport> process() throws IOException {
        Places places = places();
        try (HandedOver handedOver = HandedOver.open(spool.resolve(TASK + ".ready"))) {
            oneOrder(places).process(handedOver);
        }
        return results();
    }

    OneOrder oneOrder(Places places) throws IOException {
        Files.createDirectories(places.state());
        PrivateDirectory own = PrivateDirectory.at(places.state().resolve("own"));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new OneOrder(places, own, Applier.system(places, own, commands, clock), clock);
    }

    Places places() throws IOException {
        return new Places(root, (Integer) Files.getAttribute(root, "unix:uid"));
    }

    List<TaskReport> results() throws IOException {
        return Files.readAllLines(spool.resolve(TASK + ".result")).stream()
                .map(line -> ReportCodec.decode(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
