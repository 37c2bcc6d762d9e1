package io.fettle.applier;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.applier.apt.AptGet;
import io.fettle.applier.apt.Commands;
import io.fettle.applier.apt.Commands.Ended;
import io.fettle.applier.apt.Dpkg;
import io.fettle.applier.apt.InstalledPackages;
import io.fettle.applier.apt.PrivateRepository;
import io.fettle.applier.hand.HandedOver;
import io.fettle.applier.trust.LocalTrust;
import io.fettle.applier.trust.OrderGate;
import io.fettle.applier.trust.OrderGate.Accepted;
import io.fettle.applier.trust.SeenOrders;
import io.fettle.applier.vendor.Floors;
import io.fettle.applier.vendor.VendorChain;
import io.fettle.applier.vendor.VerifiedSuite;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Order;
import io.fettle.version.VersionOrder;
import io.fettle.version.VersionOrders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one hand-over to its one end. May be called again for the same hand-over after a kill at any point: it goes on
 * where that is safe, heals where the system was being changed, and tells the end only once. Not thread-safe.
 */
final class OneOrder {
    private static final Logger LOG = LoggerFactory.getLogger(OneOrder.class);
    private static final VersionOrder VERSIONS =
            VersionOrders.find(VersionOrders.DEB).orElseThrow();
    private static final int MAX_CHAIN = 64 * 1024;
    private static final int MAX_RUNS = 2;
    private static final long SPARE_BYTES = 200L << 20;

    private final LocalTrust trust;
    private final OrderGate gate;
    private final SeenOrders seen;
    private final Journals journals;
    private final VendorChain vendor;
    private final Commands commands;
    private final Dpkg dpkg;
    private final Quiet quiet;
    private final Path repositories;
    private final Clock clock;

    OneOrder(Places places, PrivateDirectory state, Commands commands, Clock clock) {
        this.trust = new LocalTrust(places);
        this.gate = new OrderGate(trust, clock);
        this.seen = new SeenOrders(state);
        this.journals = new Journals(state.child("tasks"));
        this.vendor = new VendorChain(places, commands, new Floors(state), clock);
        this.commands = commands;
        this.dpkg = new Dpkg(commands);
        this.quiet = new Quiet(places.root().resolve("var/lib/dpkg/lock-frontend"));
        this.repositories = places.state().resolve("apt");
        this.clock = clock;
    }

    /** Does everything, and tells the agent. */
    void process(HandedOver handedOver) throws IOException {
        Journal journal = journals.of(handedOver.task());
        Sealed order = Sealed.read(handedOver);
        // What an earlier process left half done comes first, whatever is handed over now.
        for (Journal interrupted : journals.interrupted()) {
            boolean sameOrder = interrupted.task().equals(journal.task()) && interrupted.isFor(order.bytes());
            guarded(interrupted, () -> resume(interrupted, sameOrder ? Optional.of(handedOver) : Optional.empty()));
        }
        if (!journal.isFor(order.bytes())) {
            journal.begin(order.bytes());
        }
        if (!journal.finished()) {
            guarded(journal, () -> apply(journal, order, handedOver));
        }
        handedOver.publish(journal.results());
        journals.prune();
    }

    /** @param bytes where the order cannot be read, something that stands for it, so that this too ends only once */
    private record Sealed(byte[] bytes, Optional<RefusedException> unreadable) {
        static Sealed read(HandedOver handedOver) throws IOException {
            try {
                return new Sealed(handedOver.read("order.env", Envelope.MAX_BYTES), Optional.empty());
            } catch (RefusedException e) {
                return new Sealed(e.reason().code().getBytes(StandardCharsets.US_ASCII), Optional.of(e));
            }
        }
    }

    private void apply(Journal journal, Sealed sealedOrder, HandedOver handedOver) throws IOException {
        if (sealedOrder.unreadable().isPresent()) {
            throw sealedOrder.unreadable().get();
        }
        // 0 and 1. From here on only our own copies are looked at. It is an order, ours, for this computer, and new.
        Accepted accepted =
                gate.open(sealedOrder.bytes(), handedOver.read("signer-chain.der", MAX_CHAIN), journal.task());
        Order order = accepted.order();
        if (!journal.has(Journal.Step.ACCEPTING)) {
            seen.check(accepted.header(), order.taskId());
            journal.note(
                    Journal.Step.ACCEPTING,
                    clock.instant(),
                    Long.toString(accepted.header().sequence()));
        }
        seen.remember(accepted.header(), order.taskId());
        // 2. The owner of the computer allows it: upgrades of what is installed, and what these need.
        if (trust.level() == Level.L0) {
            throw new RefusedException(TaskState.SKIPPED, Reason.of("level.l0"), List.of());
        }
        if (order.steps().stream().allMatch(dpkg.installed()::done)) {
            end(journal, TaskState.SUCCEEDED, List.of(Reason.of("plan.nothing_to_do")), List.of());
            return;
        }
        checkUpgradesOnly(order, dpkg.installed());
        copy(journal, order, handedOver);
        // 3 to 5. The vendor vouches for every package, by keys that the owner trusts for a repository that he uses.
        List<VerifiedSuite> suites = vendor.verify(order, journal.content());
        journal.note(Journal.Step.VERIFIED, clock.instant(), suites.size() + " suites");
        // A computer that somebody left half configured is healed first, or nothing could be told apart afterwards.
        boolean healed = makeWhole(journal, List.of());
        // 6. apt gets a repository with just that, and verifies it again.
        PrivateRepository repository = repository(journal);
        repository.fill(order, suites, journal.content());
        AptGet apt = new AptGet(commands, repository.configuration());
        apt.update();
        // 7. apt would do exactly what the order says.
        apt.expect(order.steps());
        journal.note(Journal.Step.PLANNED, clock.instant(), order.steps().size() + " packages");
        // 8. The real thing.
        journal.note(Journal.Step.APPLYING, clock.instant(), "");
        tell(journal, TaskState.APPLYING, List.of(), List.of());
        handedOver.publish(journal.results());
        changeAndVerify(journal, order, Optional.of(handedOver), healed);
    }

    /** Goes on with a run that was killed while it changed the system. */
    private void resume(Journal journal, Optional<HandedOver> handedOver) throws IOException {
        Order order = order(journal);
        LOG.warn("Task {} was broken off; looking what is left of it", journal.task());
        awaitStarted(journal);
        if (!has(journal, TaskState.APPLYING)) {
            tell(journal, TaskState.APPLYING, List.of(), List.of());
        }
        boolean healed = makeWhole(journal, order.steps());
        if (handedOver.isEmpty()) {
            verify(journal, order, healed, Optional.of(Reason.of("apply.interrupted")));
            return;
        }
        changeAndVerify(journal, order, handedOver, healed);
    }

    private void changeAndVerify(Journal journal, Order order, Optional<HandedOver> handedOver, boolean healedBefore)
            throws IOException {
        boolean healed = healedBefore;
        Optional<Reason> failure = Optional.empty();
        for (boolean again = true; again && journal.count(Journal.Step.STARTED) < MAX_RUNS; ) {
            List<Step> open = open(order);
            if (open.isEmpty()) {
                break;
            }
            failure = change(journal, open);
            // 9. Heal what was interrupted; then, and only then, a second run finishes what the first could not.
            again = makeWhole(journal, order.steps());
            healed |= again;
        }
        if (handedOver.isPresent() && !has(journal, TaskState.VERIFYING)) {
            journal.note(Journal.Step.VERIFYING, clock.instant(), "");
            tell(journal, TaskState.VERIFYING, List.of(), List.of());
            handedOver.get().publish(journal.results());
        }
        verify(journal, order, healed, failure);
    }

    private Optional<Reason> change(Journal journal, List<Step> open) {
        AptGet apt = new AptGet(commands, repository(journal).configuration());
        try {
            apt.expect(open);
            Ended ended = apt.run(
                    open,
                    journal.log("apt.log"),
                    process -> journal.note(
                            Journal.Step.STARTED, clock.instant(), process.pid() + " " + Quiet.startOf(process)));
            journal.note(Journal.Step.APPLIED, clock.instant(), Integer.toString(ended.status()));
            return ended.status() == 0 ? Optional.empty() : Optional.of(AptGet.why(ended));
        } catch (RefusedException e) {
            return Optional.of(e.reason());
        } catch (FettleException e) {
            LOG.error("apt's run for task {} was broken off", journal.task(), e);
            return Optional.of(failed(e));
        }
    }

    /** 10. Everything is there, nothing is broken: only that is success. */
    private void verify(Journal journal, Order order, boolean healed, Optional<Reason> failure) {
        List<Step> open = open(order);
        String wrong = dpkg.audit();
        List<Reason> reasons = new ArrayList<>();
        if (healed) {
            new AptGet(commands, repository(journal).configuration())
                    .markAutomatic(order.steps().stream()
                            .filter(step -> step.from().isEmpty() && !open.contains(step))
                            .toList());
            reasons.add(Reason.of("apply.healed"));
        }
        if (open.isEmpty() && wrong.isEmpty()) {
            end(journal, TaskState.SUCCEEDED, reasons, List.of());
            return;
        }
        failure.ifPresent(reasons::add);
        if (!open.isEmpty()) {
            reasons.add(Reason.of("apply.incomplete", "packages", names(open)));
        }
        if (!wrong.isEmpty()) {
            reasons.add(Reason.of("dpkg.broken", "words", wrong));
        }
        end(journal, TaskState.FAILED, reasons, List.of());
    }

    /** @return whether anything had to be healed */
    private boolean makeWhole(Journal journal, List<Step> steps) throws IOException {
        if (dpkg.audit().isEmpty()) {
            return false;
        }
        journal.note(Journal.Step.HEALING, clock.instant(), names(steps));
        quiet.awaitLock();
        String wrong = dpkg.heal(steps, journal.content(), journal.log("heal.log"));
        for (Journal earlier : wrong.isEmpty() ? List.<Journal>of() : journals.withContent()) {
            wrong = dpkg.heal(order(earlier).steps(), earlier.content(), earlier.log("heal.log"));
        }
        if (!wrong.isEmpty()) {
            LOG.error("dpkg is still not well, a person has to look: {}", wrong);
            RefusedException.require(!steps.isEmpty(), "dpkg.broken", "words", wrong);
        }
        return wrong.isEmpty();
    }

    private void awaitStarted(Journal journal) {
        journal.last(Journal.Step.STARTED).ifPresent(Quiet::awaitEnd);
    }

    private static void checkUpgradesOnly(Order order, InstalledPackages installed) {
        for (Step step : order.steps()) {
            Optional<String> now = installed.version(step);
            String name = step.name() + ':' + step.arch();
            if (step.from().isEmpty()) {
                RefusedException.require(now.isEmpty() || installed.done(step), "level.not_new", "package", name);
            } else {
                RefusedException.require(now.isPresent(), "level.not_installed", "package", name);
                boolean newer = VERSIONS.compare(step.to(), now.get()) > 0;
                RefusedException.require(newer || installed.done(step), "level.not_newer", "package", name);
            }
        }
    }

    private void copy(Journal journal, Order order, HandedOver handedOver) throws IOException {
        Map<Digest, Long> needed = new LinkedHashMap<>();
        for (MirroredSuite suite : order.suites()) {
            add(needed, suite.release());
            suite.signature().ifPresent(s -> add(needed, s));
            suite.indexes().forEach(index -> add(needed, index.stored()));
        }
        order.steps().forEach(step -> needed.put(step.digest(), step.size()));
        journal.clearContent();
        Path content = journal.content();
        long bytes = needed.values().stream().mapToLong(Long::longValue).sum();
        // Not the file store's: in a changed root directory that finds no mount point.
        long free = content.toFile().getUsableSpace();
        RefusedException.require(
                free > bytes * 3 + SPARE_BYTES,
                Reason.of("apply.disk_full", "free", Long.toString(free), "content", Long.toString(bytes)));
        for (Map.Entry<Digest, Long> file : needed.entrySet()) {
            handedOver.copy(
                    file.getKey(),
                    file.getValue(),
                    content.resolve(file.getKey().hex()));
        }
        journal.note(Journal.Step.COPIED, clock.instant(), bytes + " bytes");
    }

    private static void add(Map<Digest, Long> needed, Stored stored) {
        needed.put(stored.digest(), stored.size());
    }

    private List<Step> open(Order order) {
        InstalledPackages installed = dpkg.installed();
        return order.steps().stream().filter(step -> !installed.done(step)).toList();
    }

    /** Of a journal that is about an order that was accepted. */
    private static Order order(Journal journal) {
        return Order.decode(Envelope.parse(journal.order().orElseThrow()).payload());
    }

    private static String names(List<Step> steps) {
        return steps.stream().map(Step::name).reduce((a, b) -> a + ' ' + b).orElse("");
    }

    private PrivateRepository repository(Journal journal) {
        return new PrivateRepository(repositories.resolve(journal.task()));
    }

    /** Whatever happens, a task comes to an end; only being busy leaves it open. */
    private void guarded(Journal journal, Part part) throws IOException {
        try {
            part.run();
        } catch (RefusedException e) {
            end(journal, e.state(), List.of(e.reason()), e.plan());
        } catch (FettleException e) {
            if (e.code() == ApplierError.BUSY) {
                throw e;
            }
            LOG.error("Task {} fails", journal.task(), e);
            end(journal, TaskState.FAILED, List.of(failed(e)), List.of());
        } catch (IOException | RuntimeException e) {
            LOG.error("Task {} fails", journal.task(), e);
            end(journal, TaskState.FAILED, List.of(failed(e)), List.of());
        }
        if (dpkg.audit().isEmpty()) {
            journal.clearContent();
            Trees.delete(repositories.resolve(journal.task()));
        }
    }

    private static Reason failed(Exception e) {
        return Reason.of("applier.failed", "why", String.valueOf(e.getMessage()));
    }

    private static boolean has(Journal journal, TaskState state) {
        return new String(journal.results(), StandardCharsets.UTF_8).contains("\"" + state + "\"");
    }

    private void end(Journal journal, TaskState state, List<Reason> reasons, List<PlannedChange> plan) {
        tell(journal, state, reasons, plan);
        journal.note(Journal.Step.FINISHED, clock.instant(), state.toString());
        LOG.info("Task {} is {}: {}", journal.task(), state, reasons);
    }

    private void tell(Journal journal, TaskState state, List<Reason> reasons, List<PlannedChange> plan) {
        journal.tell(new TaskReport(journal.task(), state, clock.instant(), reasons, plan));
    }

    /** A part of the work that can fail. */
    @FunctionalInterface
    private interface Part {
        void run() throws IOException;
    }
}
