package io.fettle.itests.check.company;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.exchange.Answer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.itests.bench.checkin.MadeUpComputer;
import io.fettle.itests.check.run.BrokenPromiseException;
import io.fettle.protocol.Frames;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.InventoryWish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's computer at work: it checks in, changes a package, tells how its task goes, and behaves as an agent does where
 * an answer is lost: what was not acknowledged is sent again, a report never before the one that comes before it. Not
 * thread-safe.
 */
public final class Employee implements AutoCloseable {
    /** Code of the reason by which a report can be told from others; its parameter {@code n} is the report's number. */
    static final String MARK = "check.mark";

    private static final int OTHER_PACKAGES = 30;

    /** What became of a report. */
    public enum Fate {
        /** Whoever had to keep it keeps it: the server, or a relay that is trusted. */
        TAKEN,
        /** A relay says that it keeps it, and is not trusted. */
        KEPT_OPEN,
        /** An earlier one is still on its way from the relay. */
        WAITS
    }

    private final MadeUpComputer computer;
    private final Book book;
    /** Reports that the server has not acknowledged, oldest first. */
    private final Deque<Long> open = new ArrayDeque<>();

    private boolean trusting;
    private String task = "";
    private boolean inventoryInDoubt;
    private int upgrades;

    private Employee(MadeUpComputer computer) {
        this.computer = computer;
        this.book = new Book(computer.inventory());
    }

    /** Joins at the server and says what is installed. */
    static Employee join(Path directory, int port, String token, String hostname, Archive archive) throws IOException {
        Inventory inventory =
                new Inventory(facts(hostname), Optional.of(archive.setup()), packages(), Optional.empty());
        MadeUpComputer computer = MadeUpComputer.join(directory, port, token, inventory);
        computer.introduce();
        return new Employee(computer);
    }

    public String id() {
        return computer.id();
    }

    public Book book() {
        return book;
    }

    public MadeUpComputer computer() {
        return computer;
    }

    /** Goes through a relay from now on. @param trust whether what the relay keeps counts as told */
    public void goThrough(int relayPort, boolean trust) throws IOException {
        computer.connect(relayPort);
        trusting = trust;
    }

    void works(String onTask) {
        task = onTask;
    }

    public int openReports() {
        return open.size();
    }

    public void checkIn() throws IOException {
        Reply reply = reply(computer.send(computer.sealCheckIn()));
        BrokenPromiseException.require(
                inventoryInDoubt || reply.inventory() == InventoryWish.NONE,
                "computer " + id() + " is asked for an inventory that was acknowledged");
        acknowledge(reply);
    }

    /** One package gets another version. */
    public void upgrade() throws IOException {
        settleInventory();
        // The first package is the one that the task is about.
        byte[] sealed = computer.sealUpgrade(1 + upgrades++ % OTHER_PACKAGES);
        book.sent(computer.inventory());
        inventoryInDoubt = true;
        taken(reply(computer.send(sealed)));
    }

    /** Where it is not known whether the last inventory arrived: asks, and sends it again where it did not. */
    public void settleInventory() throws IOException {
        if (!inventoryInDoubt) {
            return;
        }
        Reply reply = reply(computer.send(computer.sealCheckIn()));
        taken(reply.inventory() == InventoryWish.NONE ? reply : reply(computer.send(computer.sealInventory())));
    }

    private void taken(Reply reply) {
        BrokenPromiseException.require(
                reply.refusal().isEmpty() && reply.inventory() == InventoryWish.NONE,
                "computer " + id() + ": an inventory was refused: " + reply.refusal());
        inventoryInDoubt = false;
        book.inventoryAcknowledged();
        acknowledge(reply);
    }

    /** A new report, after those that are still open. */
    public Fate report() throws IOException {
        Fate fate = settleReports();
        if (fate != Fate.TAKEN) {
            return fate;
        }
        open.add(book.newReport());
        return send(open.getLast());
    }

    /** Sends what is open. @return what became of the last one that was sent */
    public Fate settleReports() throws IOException {
        Fate fate = Fate.TAKEN;
        while (!open.isEmpty() && fate == Fate.TAKEN) {
            fate = send(open.getFirst());
        }
        return fate;
    }

    private Fate send(long number) throws IOException {
        TaskReport report = new TaskReport(
                task,
                TaskState.STAGING,
                Instant.now(Clock.systemUTC()),
                List.of(Reason.of(MARK, "n", Long.toString(number))),
                List.of());
        byte[] answer = computer.send(computer.sealReport(number, report));
        if (Frames.readAnswers(answer).get(0) instanceof Answer.Spooled) {
            return kept(number);
        }
        Reply reply = reply(answer);
        acknowledge(reply);
        BrokenPromiseException.require(
                reply.refusal().isEmpty(),
                "computer " + id() + ": report " + number + " was refused: " + reply.refusal());
        if (open.contains(number)) {
            BrokenPromiseException.require(
                    reply.acknowledgedReports() < book.keptByRelay(),
                    "computer " + id() + ": report " + number + " was not taken, only " + reply.acknowledgedReports());
            return Fate.WAITS;
        }
        return Fate.TAKEN;
    }

    /** Only who trusts the relay counts that as an acknowledgement; the others send it again. */
    private Fate kept(long number) {
        if (!trusting) {
            return Fate.KEPT_OPEN;
        }
        open.remove(number);
        book.keptByRelay(number);
        return Fate.TAKEN;
    }

    private void acknowledge(Reply reply) {
        while (!open.isEmpty() && open.getFirst() <= reply.acknowledgedReports()) {
            book.acknowledged(open.removeFirst());
        }
        book.serverHas(reply.acknowledgedReports());
    }

    private Reply reply(byte[] answer) throws IOException {
        return computer.open(answer);
    }

    private static List<InstalledPackage> packages() {
        List<InstalledPackage> packages = new ArrayList<>(List.of(installed(Archive.TOOL)));
        for (int i = 1; i <= OTHER_PACKAGES; i++) {
            packages.add(installed("other-" + i));
        }
        return packages;
    }

    private static InstalledPackage installed(String name) {
        return new InstalledPackage(
                new SoftwareItem("deb", name, Archive.OLD, "all", name, Archive.OLD, MultiArch.NO), false);
    }

    private static ComputerFacts facts(String hostname) {
        return new ComputerFacts(
                hostname,
                List.of("192.0.2.1"),
                "debian",
                "12",
                "bookworm",
                "Debian GNU/Linux 12 (bookworm)",
                "6.1.0-30-amd64",
                Optional.empty(),
                false,
                List.of("amd64"),
                Level.L1,
                "0.1.0",
                "check");
    }

    @Override
    public void close() throws IOException {
        computer.close();
    }
}
