package io.fettle.itests.refusals;

import io.fettle.agent.AgentAtWork;
import io.fettle.agent.FakeServer;
import io.fettle.api.Digest;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.applier.ApplierAtWork;
import io.fettle.deployment.DeploymentAtWork;
import io.fettle.exchange.ExchangeAtWork;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.protocol.Reply;
import io.fettle.protocol.ReportCodec;
import io.fettle.testkit.vendor.TestVendor;
import io.fettle.testkit.vendor.TestVendor.Published;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server's conversation and deployments, a computer's agent and applier, all real, in one process: between agent and
 * server is real TLS on loopback, between agent and applier a directory. A colleague's computer is only a key.
 */
final class Company implements AutoCloseable {
    static final String COMPUTER = "c-1";
    static final String COLLEAGUE = "c-2";

    final AgentAtWork agent;
    final ApplierAtWork applier;
    final DeploymentAtWork deployments;
    final ExchangeAtWork exchange;
    final FakeServer server;
    final KeyId computerKey;
    final TestVendor vendor;
    private final List<byte[]> orders = new ArrayList<>();
    private final Peer computer;
    private long replies = 1;

    Company(Path directory) throws Exception {
        agent = new AgentAtWork(directory.resolve("agent"));
        server = agent.server();
        PublicKey key = server.enrolled.get(0);
        computerKey = KeyId.of(key);
        computer = new Peer(PeerRole.AGENT, COMPUTER, computerKey);
        List<byte[]> chain = server.orderSigner.der();
        applier =
                new ApplierAtWork(directory.resolve("applier"), chain.get(chain.size() - 1), computerKey, agent.now());
        vendor = applier.vendor();
        agent.apt()
                .addTarget(
                        TestVendor.URI,
                        TestVendor.SUITE,
                        "main",
                        "amd64",
                        "vendor.example_debian_dists_stable_main_binary-amd64_Packages");
        agent.apt().install = "Inst foo [1.0] (1.1 Vendor:stable [all])\n";
        deployments = new DeploymentAtWork(agent.now(), COMPUTER, COLLEAGUE);
        exchange = new ExchangeAtWork(
                agent.now(), server.orderSigner.signer(), deployments.outcomes(), deployments.audit()::add, COLLEAGUE);
        exchange.join(COMPUTER, key);
        server.answer = this::answer;
        agent.work();
    }

    /** The real conversation's answer; into a reply to a check-in goes what an attacker wants to be in there. */
    private Answer answer(Envelope asked, Reply ignored) {
        exchange.now(agent.now());
        Answer answer = exchange.conversation()
                .converse(computer, List.of(asked.bytes()))
                .get(0);
        boolean carriesOrders = asked.header().kind() == MessageKind.CHECK_IN && !orders.isEmpty();
        if (!carriesOrders || !(answer instanceof Replied replied)) {
            return answer;
        }
        Reply reply = Reply.decode(Envelope.parse(replied.envelope()).payload());
        Reply bent = new Reply(
                reply.inReplyTo(),
                reply.serverTime(),
                reply.acknowledgedReports(),
                reply.inventory(),
                orders,
                reply.suites(),
                reply.scanNow(),
                reply.quarantined(),
                reply.refreshSeconds(),
                reply.network(),
                reply.refusal());
        orders.clear();
        return new Replied(server.seal(bent, MessageKind.REPLY, replies++).bytes());
    }

    /** The next check-in brings it. */
    void deliver(byte[] sealedOrder) {
        orders.add(sealedOrder);
        agent.nextCheckIn();
    }

    String task() {
        return deployments.task(COMPUTER).id();
    }

    /** What the vendor has, offered by the server. */
    Published published() {
        Published published = vendor.publish();
        published.content().values().forEach(server::offer);
        return published;
    }

    Order order(List<Step> steps, MirroredSuite suite) {
        return new Order(task(), COMPUTER, steps, List.of(suite));
    }

    Order honestOrder() {
        Published published = published();
        return order(published.steps(), published.suite());
    }

    /** As a hostile agent does it, around everything that the agent looks at. */
    void handOver(byte[] sealedOrder, byte[] chain, Map<Digest, byte[]> content) throws IOException {
        Path ready = ready();
        Files.createDirectories(ready.resolve("content"));
        Files.write(ready.resolve("order.env"), sealedOrder);
        Files.write(ready.resolve("signer-chain.der"), chain);
        for (Map.Entry<Digest, byte[]> file : content.entrySet()) {
            Files.write(ready.resolve("content").resolve(file.getKey().hex()), file.getValue());
        }
    }

    static byte[] chain(List<byte[]> certificates) {
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        certificates.forEach(chain::writeBytes);
        return chain.toByteArray();
    }

    private Path ready() {
        return agent.handover().resolve(task() + ".ready");
    }

    /** The applier takes what is handed over, the agent tells what came of it. */
    void settle() throws IOException {
        if (Files.isDirectory(ready())) {
            applier.process(ready(), agent.now());
        }
        agent.nextCheckIn();
    }

    /** Says something to the server as the colleague's agent. */
    Answer say(byte[] envelope) {
        return say(new Peer(PeerRole.AGENT, COLLEAGUE, exchange.colleague().key()), envelope);
    }

    Answer say(Peer peer, byte[] envelope) {
        return exchange.conversation().converse(peer, List.of(envelope)).get(0);
    }

    byte[] success(String computersTask) {
        return ReportCodec.encode(
                new TaskReport(computersTask, TaskState.SUCCEEDED, agent.now(), List.of(), List.of()));
    }

    List<String> refused() {
        return deployments.audit().stream()
                .filter(entry -> entry.outcome() == AuditOutcome.REFUSED)
                .map(AuditEntry::action)
                .distinct()
                .toList();
    }

    /** What an attack must not change: the computer itself, and everything that is the colleague's. */
    Untouched untouched() {
        DeploymentTask colleagues = deployments.task(COLLEAGUE);
        return new Untouched(
                applier.installed("foo"),
                applier.acts(),
                colleagues.state(),
                colleagues.trace().size(),
                exchange.inventories());
    }

    record Untouched(Optional<String> installed, int acts, TaskState task, int trace, Set<ComputerId> inventories) {}

    @Override
    public void close() {
        agent.close();
    }
}
