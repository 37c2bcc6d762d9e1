package io.fettle.exchange;

import io.fettle.api.Digest;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.deployment.OrderBook;
import io.fettle.api.deployment.OrderDraft;
import io.fettle.api.deployment.Outcomes;
import io.fettle.api.exchange.Answer;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryIntake;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.inventory.RemoteOffice;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.mirror.Mirror;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.trust.AgentKeys;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Network;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.CheckIn;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The exchange bundle among fakes that count every call which would reach a database. */
final class HeadOffice implements AgentKeys, Computers, Offices, Outcomes, OrderBook, Mirror, Network {
    static final String URI = "http://deb.example.org/";

    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    final TestKey serverKey = new TestKey();
    final Map<KeyId, AgentKey> keys = new HashMap<>();
    final Map<ComputerId, Computer> computers = new HashMap<>();
    final Map<ComputerId, Inventory> inventories = new HashMap<>();
    final Map<String, Relay> relays = new HashMap<>();
    final Map<ComputerId, Long> taken = new HashMap<>();
    final Map<ComputerId, List<OrderDraft>> orders = new HashMap<>();
    final List<Numbered> reports = new ArrayList<>();
    final List<AuditEntry> audit = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final Set<KeyId> revoked = new HashSet<>();
    List<MirroredSuite> mirrored = List.of(suite("bookworm"), suite("bookworm-security"));
    /** Calls that would be a transaction. */
    int commits;

    int inventoryReads;
    final Map<ComputerId, String> heard = new HashMap<>();
    private final Intake intake = new Intake();
    final ScanWishes wishes = new ScanWishes(clock);
    final Admission admission;
    final SealedConversation conversation;
    final Wakes wakes;
    final List<String> relaysSeen = new ArrayList<>();

    HeadOffice() {
        Suites suites = new Suites(this, this, intake);
        Replies replies = new Replies(
                new Seals(serverKey, this, suites, clock),
                suites,
                new Announcements(this, serverKey, clock),
                intake,
                this,
                wishes,
                5400,
                clock);
        admission = new Admission(this, this, this, audit::add, clock);
        conversation = new SealedConversation(
                admission, new InventoryDesk(intake, this, clock), this, replies, new RelayPresence(this, clock));
        ChangeLog log = new ChangeLog() {
            @Override
            public long latest() {
                return changes.size();
            }

            @Override
            public List<Change> since(long revision, int max) {
                return changes.stream()
                        .filter(c -> c.revision() > revision)
                        .limit(max)
                        .toList();
            }
        };
        wakes = new Wakes(this, this, log, audit::add, wishes, new RelayPresence(this, clock), clock);
    }

    InventoryIntake intake() {
        return intake;
    }

    TestKey join(String computer, String office) {
        TestKey key = new TestKey();
        ComputerId id = new ComputerId(computer);
        state(key, computer, AgentKeys.State.ACTIVE);
        computers.put(id, computer(id, office, Optional.empty()));
        return key;
    }

    void state(TestKey key, String computer, AgentKeys.State state) {
        keys.put(key.keyId(), new AgentKey(key.keyId(), key.pair.getPublic(), computer, state));
    }

    Peer relay(String id, String office) {
        relays.put(id, new Relay(id, office, List.of(), false, Instant.EPOCH, Optional.empty(), "", Optional.empty()));
        return new Peer(PeerRole.RELAY, id, new TestKey().keyId());
    }

    static Peer agent(String computer, TestKey key) {
        return new Peer(PeerRole.AGENT, computer, key.keyId());
    }

    byte[] checkIn(TestKey key, long sequence) {
        return checkIn(key, sequence, Optional.empty(), Optional.empty(), 0);
    }

    byte[] checkIn(TestKey key, long sequence, Optional<Digest> inventory, Optional<Digest> suites, long orders) {
        CheckIn content = new CheckIn("0.1", inventory, suites, orders, "boot", false);
        return key.seal(MessageKind.CHECK_IN, sequence, now, content.encode());
    }

    Answer answer(Peer peer, byte[] envelope) {
        return conversation.converse(peer, List.of(envelope)).get(0);
    }

    /** Opens a reply as the agent would. */
    Reply reply(Answer answer, TestKey agent) {
        Envelope envelope = Envelope.parse(((Answer.Replied) answer).envelope());
        envelope.verify(serverKey.pair.getPublic());
        if (!envelope.header().addressee().equals(Optional.of(agent.keyId()))
                || envelope.header().kind() != MessageKind.REPLY) {
            throw new AssertionError("Not a reply to this agent: " + envelope.header());
        }
        return Reply.decode(envelope.payload());
    }

    static Inventory inventory(String... packages) {
        List<AptRepository> repositories = List.of(new AptRepository(
                "https://DEB.example.org", "bookworm-security", List.of("main"), List.of("amd64"), List.of()));
        List<InstalledPackage> installed = new ArrayList<>();
        for (String one : packages) {
            installed.add(
                    new InstalledPackage(new SoftwareItem("deb", one, "1", "amd64", one, "1", MultiArch.NO), false));
        }
        ComputerFacts facts = new ComputerFacts(
                "pc",
                List.of(),
                "debian",
                "12",
                "bookworm",
                "Debian",
                "6.1",
                Optional.empty(),
                false,
                List.of("amd64"),
                Level.L1,
                "0.1",
                "boot");
        return new Inventory(
                facts,
                Optional.of(new AptSetup(List.of("amd64"), repositories, List.of(), Optional.empty())),
                installed,
                Optional.empty());
    }

    static MirroredSuite suite(String name) {
        Digest digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
        return new MirroredSuite(
                "source", URI, name, new MirroredSuite.Stored(digest, 1000), Optional.empty(), List.of());
    }

    static OrderDraft draft(String task, Instant notAfter) {
        return new OrderDraft(
                task,
                List.of(new OrderDraft.Step(
                        "libx",
                        "amd64",
                        Optional.of("1"),
                        "2",
                        URI,
                        "bookworm-security",
                        "main",
                        "pool/libx.deb",
                        10,
                        Digest.of(new byte[1]))),
                notAfter);
    }

    List<String> audited() {
        return audit.stream().map(AuditEntry::action).toList();
    }

    private Computer computer(ComputerId id, String office, Optional<Instant> inventoryAt) {
        return new Computer(
                id,
                0,
                office,
                List.of(),
                Computer.State.ACTIVE,
                false,
                Optional.empty(),
                inventoryAt,
                Optional.empty(),
                "direct",
                Instant.EPOCH);
    }

    @Override
    public Optional<AgentKey> find(KeyId key) {
        return Optional.ofNullable(keys.get(key));
    }

    @Override
    public Optional<Computer> find(ComputerId id, Scope scope) {
        return Optional.ofNullable(computers.get(id)).filter(c -> scope.sees(c.officeId()));
    }

    @Override
    public Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<InstalledPackage> packages(ComputerId id, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inventory> inventory(ComputerId id, Scope scope) {
        inventoryReads++;
        return Optional.ofNullable(inventories.get(id));
    }

    /** Takes every inventory. */
    private final class Intake implements InventoryIntake {
        private final Map<ComputerId, Digest> digests = new HashMap<>();

        @Override
        public Optional<Digest> acknowledged(ComputerId computer) {
            return Optional.ofNullable(digests.get(computer));
        }

        @Override
        public void seen(ComputerId computer, Instant at, String via) {
            heard.put(computer, via);
        }

        @Override
        public Map<ComputerId, Reason> accept(Map<ComputerId, Reported> reported) {
            commits++;
            reported.forEach((id, one) -> {
                inventories.put(id, one.inventory());
                digests.put(id, one.digest());
                computers.put(id, computer(id, computers.get(id).officeId(), Optional.of(one.at())));
            });
            return Map.of();
        }

        @Override
        public Optional<Inventory> current(ComputerId computer) {
            return Optional.ofNullable(inventories.get(computer));
        }
    }

    @Override
    public long acknowledged(ComputerId computer) {
        return taken.getOrDefault(computer, 0L);
    }

    @Override
    public void accept(List<Numbered> numbered) {
        commits++;
        for (Numbered one : numbered) {
            if (one.sequence() == taken.getOrDefault(one.computer(), 0L) + 1) {
                taken.put(one.computer(), one.sequence());
                reports.add(one);
            }
        }
    }

    @Override
    public boolean waiting(ComputerId computer, long seen) {
        return orders.containsKey(computer);
    }

    @Override
    public List<NumberedOrder> take(ComputerId computer, long seen) {
        commits++;
        List<NumberedOrder> numbered = new ArrayList<>();
        for (OrderDraft draft : orders.remove(computer)) {
            numbered.add(new NumberedOrder(numbered.size() + 7L, draft));
        }
        return numbered;
    }

    @Override
    public List<MirroredSuite> suites() {
        return mirrored;
    }

    @Override
    public Optional<MirroredSuite> find(String uri, String suite) {
        return mirrored.stream()
                .filter(s -> s.uri().equals(uri) && s.suite().equals(suite))
                .findFirst();
    }

    @Override
    public List<String> serverAddresses() {
        return List.of("server.example.org:8383");
    }

    @Override
    public Set<KeyId> revoked() {
        return revoked;
    }

    @Override
    public byte[] rootCertificate() {
        return new byte[0];
    }

    @Override
    public Page<RemoteOffice> list(Scope scope, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RemoteOffice> find(String id, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RemoteOffice create(String name, List<String> networks, String timeZone, Caller by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Relay> relays(Scope scope, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Relay> relay(String id, Scope scope) {
        return Optional.ofNullable(relays.get(id));
    }

    @Override
    public Optional<Relay> relayOf(String officeId) {
        return relays.values().stream()
                .filter(r -> r.officeId().equals(officeId))
                .findFirst();
    }

    @Override
    public Relay enrolRelay(String id, String officeId, List<String> names, boolean demo, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void relaySeen(String relayId, Instant at, RelayFacts facts) {
        relaysSeen.add(relayId + " " + facts.version());
    }
}
