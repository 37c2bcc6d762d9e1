package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.inventory.Want;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One full message of each kind. */
final class Samples {
    static final Instant AT = Instant.ofEpochMilli(1_795_000_000_123L);

    private Samples() {}

    static Digest digest(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Digest.ofHash(bytes);
    }

    static CheckIn checkIn() {
        return new CheckIn("0.1.0", Optional.of(digest(1)), Optional.of(digest(2)), 41, "boot-1", true);
    }

    static MirroredSuite suite() {
        return new MirroredSuite(
                "src-1",
                "http://deb.example.org/debian/",
                "bookworm",
                new Stored(digest(3), 151_075),
                Optional.of(new Stored(digest(4), 900)),
                List.of(new Index(
                        "main",
                        "amd64",
                        "main/binary-amd64/Packages.xz",
                        new Stored(digest(5), 8_790_396),
                        new Stored(digest(6), 50_000_000))));
    }

    static Step step() {
        return new Step(
                "libssl3",
                "amd64",
                Optional.of("3.0.15-1"),
                "3.0.17-1",
                "http://deb.example.org/debian/",
                "bookworm",
                "main",
                "pool/main/o/openssl/libssl3_3.0.17-1_amd64.deb",
                2_000_000,
                digest(7));
    }

    static Order order() {
        Step fresh = new Step(
                "libnew",
                "all",
                Optional.empty(),
                "1:1.0~rc1",
                step().uri(),
                "bookworm",
                "main",
                "pool/n.deb",
                1,
                digest(8));
        return new Order("t-1", "c-1", List.of(step(), fresh), List.of(suite()));
    }

    static Order rpmOrder() {
        Step step = new Step(
                "Foo_new",
                "x86_64",
                Optional.empty(),
                "1:2.0^git1-3.el9",
                "http://rpm.example.org/9/baseos/",
                "baseos",
                "",
                "Packages/f/Foo_new-2.0^git1-3.el9.x86_64.rpm",
                1,
                digest(8),
                List.of(new ReplacedPackage("foo-old", "noarch", "1.0-1.el9")));
        return new Order(Order.Kind.RPM_UPGRADE, "t-2", "c-1", List.of(step), List.of(suite()));
    }

    static Reply reply() {
        return new Reply(
                digest(9),
                AT,
                7,
                Reply.InventoryWish.CHANGES,
                List.of(new byte[] {1, 2, 3}),
                Optional.of(List.of(suite())),
                true,
                false,
                5400,
                Optional.of(new Reply.NetworkInfo(
                        List.of("server.example.org:8383"), List.of(digest(10).hex()), List.of())),
                Optional.of(Reason.of("inventory.unusable")));
    }

    static TaskReport report() {
        return new TaskReport(
                "t-1",
                TaskState.FAILED,
                AT,
                List.of(Reason.of("plan.differs"), Reason.of("apply.note", "package", "libssl3 \"ü\"")),
                List.of(
                        new PlannedChange("libssl3", "amd64", Optional.of("3.0.15-1"), "3.0.17-1"),
                        new PlannedChange("libnew", "all", Optional.empty(), "1:1.0~rc1")));
    }

    static TaskReport refusal() {
        return new TaskReport(
                TaskReport.NO_TASK,
                TaskState.SKIPPED,
                AT,
                List.of(
                        Reason.of("order.forged", "digest", digest(12).hex(), "why", "its signer is not our server"),
                        Reason.of("order.replayed", "count", "17")),
                List.of());
    }

    static Inventory inventory() {
        ComputerFacts facts = new ComputerFacts(
                "pc-1",
                List.of("192.0.2.7", "2001:db8::7"),
                "debian",
                "12",
                "bookworm",
                "Debian GNU/Linux 12 (bookworm)",
                "6.1.0-30-amd64",
                Optional.of("6.1.0-31-amd64"),
                true,
                List.of("amd64", "i386"),
                Level.L1,
                "0.1.0",
                "boot-1");
        AptSetup apt = new AptSetup(
                List.of("amd64", "i386"),
                List.of(new AptRepository(
                        "http://deb.example.org/debian/",
                        "bookworm",
                        List.of("main"),
                        List.of("amd64"),
                        List.of("AB12"))),
                List.of(new PinRule(List.of("*"), "release", "a=bookworm-backports", 100)),
                Optional.of("bookworm"));
        Simulation simulation = new Simulation(
                AT,
                "basis",
                List.of(new PlannedChange("libssl3", "amd64", Optional.of("3.0.15-1"), "3.0.17-1")),
                List.of(new KeptBack("sudo", "amd64", Reason.of("apt.held"))));
        return new Inventory(
                facts,
                Optional.of(apt),
                List.of(
                        new InstalledPackage(
                                new SoftwareItem(
                                        "deb", "libssl3", "3.0.15-1", "amd64", "openssl", "3.0.15-1", MultiArch.SAME),
                                false),
                        new InstalledPackage(
                                new SoftwareItem("deb", "sudo", "1.9", "amd64", "sudo", "1.9", MultiArch.NO), true)),
                Optional.of(simulation));
    }

    /** A computer that tells what runs on it. */
    static Inventory running(Running running) {
        Inventory plain = inventory();
        return new Inventory(plain.facts().with(running), plain.setup(), plain.packages(), plain.simulation());
    }

    static Inventory supportedUntil(LocalDate end) {
        Inventory plain = inventory();
        return new Inventory(plain.facts().supportedUntil(end), plain.setup(), plain.packages(), plain.simulation());
    }

    static Running running() {
        return new Running(
                KernelState.OUTDATED,
                List.of(
                        new StaleService("ssh.service", List.of("libcrypto.so.3", "sshd"), 3),
                        new StaleService("bash", List.of("libc.so.6"), 1)),
                7);
    }

    /** One package for each thing that an owner can want. */
    static Inventory wants() {
        Inventory plain = inventory();
        List<InstalledPackage> packages = Stream.of(Want.values())
                .map(want -> new InstalledPackage(
                        new SoftwareItem("deb", "p-" + want.ordinal(), "1", "all", "p", "1", MultiArch.NO), want))
                .toList();
        return new Inventory(plain.facts(), Optional.empty(), packages, Optional.empty());
    }

    /** One package that says something of others, one that says nothing, one that is not known to say anything. */
    static Inventory relations() {
        Inventory plain = inventory();
        Relations said = Relations.of(Map.of(
                Relations.Kind.PRE_DEPENDS, "libc6 (>= 2.34)",
                Relations.Kind.DEPENDS, "debconf (>= 0.5) | debconf-2.0",
                Relations.Kind.RECOMMENDS, "ca-certificates",
                Relations.Kind.BREAKS, "openssl (<< 3), libssl1:any",
                Relations.Kind.CONFLICTS, "libssl-old",
                Relations.Kind.PROVIDES, "ssl (= 3)"));
        return new Inventory(
                plain.facts(),
                Optional.empty(),
                List.of(deb("postfix", said), deb("nothing", Relations.NONE), deb("untold", Relations.UNKNOWN)),
                Optional.empty());
    }

    private static InstalledPackage deb(String name, Relations relations) {
        return new InstalledPackage(
                new SoftwareItem("deb", name, "1-1", "amd64", name, "1-1", MultiArch.NO, relations), false);
    }

    /** A computer with dnf, two kernels side by side. */
    static Inventory rpm() {
        RpmRepository repository = new RpmRepository(
                "baseos",
                List.of("https://mirror.example.org/rocky/9/BaseOS/x86_64/os/"),
                "https://mirrors.example.org/mirrorlist?arch=x86_64",
                10,
                true,
                true,
                false,
                List.of("beta*"),
                List.of("alpha"));
        RpmSetup setup = new RpmSetup(
                "x86_64",
                List.of(repository),
                List.of("kernel-rt*"),
                List.of("a*"),
                List.of("!alpha-0:1.1-1.*"),
                List.of("nodejs:18"),
                false,
                true);
        return new Inventory(
                inventory().facts(),
                Optional.of(setup),
                List.of(kernel("5.14.0-70.el9"), kernel("5.14.0-284.el9"), installed("bash", "1:5.1-2.el9")),
                Optional.empty());
    }

    static InstalledPackage kernel(String version) {
        return new InstalledPackage(
                new SoftwareItem("rpm", "kernel-core", version, "x86_64", "kernel", version, MultiArch.NO), false);
    }

    private static InstalledPackage installed(String name, String version) {
        return new InstalledPackage(
                new SoftwareItem("rpm", name, version, "x86_64", name, version, MultiArch.NO), false);
    }

    static InventoryMessage changes() {
        Inventory now = inventory();
        Inventory before = new Inventory(
                now.facts(),
                now.setup(),
                List.of(
                        now.packages().get(1),
                        new InstalledPackage(
                                new SoftwareItem("deb", "old", "1", "all", "old", "1", MultiArch.FOREIGN), false)),
                Optional.empty());
        return InventoryMessage.changes(before, now);
    }

    static EnrolRequest enrolRequest() {
        TokenText token = new TokenText("tok-1", new byte[32], digest(11));
        return EnrolRequest.prove(token, new byte[] {48, 0}, new byte[16], AT, "0.1.0", "pc-1");
    }

    static EnrolReply enrolReply() {
        return new EnrolReply(
                "c-1", List.of(new byte[] {1}), List.of(new byte[] {2}), List.of("server.example.org:8383"), true, AT);
    }
}
