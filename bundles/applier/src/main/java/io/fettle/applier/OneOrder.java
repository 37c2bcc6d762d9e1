package io.fettle.applier;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.Level;
import io.fettle.applier.PackageSystem.Installed;
import io.fettle.applier.PackageSystem.Vouched;
import io.fettle.applier.hand.HandedOver;
import io.fettle.applier.process.Commands.Ended;
import io.fettle.applier.trust.LocalTrust;
import io.fettle.applier.trust.OrderGate;
import io.fettle.applier.trust.OrderGate.Accepted;
import io.fettle.applier.trust.SeenOrders;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one hand-over to its one end. May be called again for the same hand-over after a kill at any point: it goes on
 * where that is safe, heals where the system was being changed, and tells the end only once. Not thread-safe.
 */
final class OneOrder {
    private static final Logger LOG = LoggerFactory.getLogger(OneOrder.class);
    private static final int MAX_CHAIN = 64 * 1024;
    private static final int MAX_RUNS = 2;

    private final LocalTrust trust;
    private final OrderGate gate;
    private final SeenOrders seen;
    private final Journals journals;
    private final PackageSystem system;
    private final Healing healing;
    private final Path repositories;

    /** @param system that rules this computer */
    OneOrder(Places places, PrivateDirectory state, PackageSystem system, Clock clock) {
        this.trust = new LocalTrust(places);
        this.gate = new OrderGate(trust, clock);
        this.seen = new SeenOrders(state);
        this.journals = new Journals(state.child("tasks"), clock);
        this.system = system;
        this.healing = new Healing(system, new Quiet(system.lock()), journals);
        this.repositories = places.repositories();
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
            journal.note(Journal.Step.ACCEPTING, Long.toString(accepted.header().sequence()));
        }
        seen.remember(accepted.header(), order.taskId());
        // 2. The owner of the computer allows it: upgrades of what is installed, and what these need.
        if (trust.level() == Level.L0) {
            throw new RefusedException(TaskState.SKIPPED, Reason.of("level.l0"), List.of());
        }
        RefusedException.require(order.kind() == system.kind(), "order.other_system");
        if (order.steps().stream().allMatch(system.installed()::done)) {
            journal.end(TaskState.SUCCEEDED, List.of(Reason.of("plan.nothing_to_do")));
            return;
        }
        UpgradesOnly.require(order.steps(), system.installed(), system.versions());
        copy(journal, order, handedOver);
        // 3 to 5. The vendor vouches for every package, by keys that the owner trusts for a repository that he uses.
        Vouched vouched = system.verify(order, journal.content());
        journal.note(Journal.Step.VERIFIED, vouched.by());
        // A computer that somebody left half configured is healed first, or nothing could be told apart afterwards.
        boolean healed = healing.heal(journal, List.of());
        // 6. The package manager gets a repository with just that, and verifies it again.
        vouched.layOut(place(journal));
        // 7. It would do exactly what the order says.
        system.in(place(journal)).expect(order.steps());
        journal.note(Journal.Step.PLANNED, order.steps().size() + " packages");
        // 8. The real thing.
        journal.note(Journal.Step.APPLYING, "");
        journal.tell(TaskState.APPLYING);
        handedOver.publish(journal.results());
        changeAndVerify(journal, order, Optional.of(handedOver), healed);
    }

    /** Goes on with a run that was killed while it changed the system. */
    private void resume(Journal journal, Optional<HandedOver> handedOver) throws IOException {
        Order order = journal.acceptedOrder();
        LOG.warn("Task {} was broken off; looking what is left of it", journal.task());
        awaitStarted(journal);
        if (!journal.hasTold(TaskState.APPLYING)) {
            journal.tell(TaskState.APPLYING);
        }
        boolean healed = healing.heal(journal, order.steps());
        if (handedOver.isEmpty()) {
            verify(journal, order, healed, Outcome.failed(Reason.of("apply.interrupted")));
            return;
        }
        changeAndVerify(journal, order, handedOver, healed);
    }

    private void changeAndVerify(Journal journal, Order order, Optional<HandedOver> handedOver, boolean healedBefore)
            throws IOException {
        boolean healed = healedBefore;
        Outcome last = Outcome.NONE;
        for (boolean again = true; again && journal.count(Journal.Step.STARTED) < MAX_RUNS; ) {
            List<Step> open = open(order);
            if (open.isEmpty()) {
                break;
            }
            last = change(journal, open);
            // 9. Heal what was interrupted; then, and only then, a second run finishes what the first could not.
            again = healing.heal(journal, order.steps());
            healed |= again;
        }
        if (handedOver.isPresent() && !journal.hasTold(TaskState.VERIFYING)) {
            journal.note(Journal.Step.VERIFYING, "");
            journal.tell(TaskState.VERIFYING);
            handedOver.get().publish(journal.results());
        }
        verify(journal, order, healed, last);
    }

    /** @param failure why a run failed @param remarks of one that did not */
    private record Outcome(Optional<Reason> failure, List<Reason> remarks) {
        static final Outcome NONE = new Outcome(Optional.empty(), List.of());

        static Outcome failed(Reason why) {
            return new Outcome(Optional.of(why), List.of());
        }
    }

    private Outcome change(Journal journal, List<Step> open) {
        OrderRun run = system.in(place(journal));
        try {
            run.expect(open);
            Ended ended = run.run(
                    open,
                    journal.log("run.log"),
                    process -> journal.note(Journal.Step.STARTED, process.pid() + " " + Quiet.startOf(process)));
            journal.note(Journal.Step.APPLIED, Integer.toString(ended.status()));
            return ended.status() == 0
                    ? new Outcome(Optional.empty(), run.remarks(ended))
                    : Outcome.failed(run.why(ended));
        } catch (RefusedException e) {
            return Outcome.failed(e.reason());
        } catch (FettleException e) {
            LOG.error("The run for task {} was broken off", journal.task(), e);
            return Outcome.failed(failed(e));
        }
    }

    /** 10. Everything is there, nothing is broken: only that is success. */
    private void verify(Journal journal, Order order, boolean healed, Outcome last) {
        List<Step> open = open(order);
        String wrong = system.audit();
        List<Reason> reasons = new ArrayList<>();
        if (healed) {
            system.in(place(journal))
                    .markAutomatic(order.steps().stream()
                            .filter(step -> !step.upgrades() && !open.contains(step))
                            .toList());
            reasons.add(Reason.of("apply.healed"));
        }
        reasons.addAll(last.remarks());
        if (open.isEmpty() && wrong.isEmpty()) {
            journal.end(TaskState.SUCCEEDED, reasons);
            return;
        }
        last.failure().ifPresent(reasons::add);
        if (!open.isEmpty()) {
            reasons.add(Reason.of("apply.incomplete", "packages", names(open)));
        }
        if (!wrong.isEmpty()) {
            reasons.add(system.broken(wrong));
        }
        journal.end(TaskState.FAILED, reasons);
    }

    private void awaitStarted(Journal journal) {
        journal.last(Journal.Step.STARTED).ifPresent(Quiet::awaitEnd);
    }

    private void copy(Journal journal, Order order, HandedOver handedOver) throws IOException {
        OwnCopies copies = OwnCopies.of(order);
        journal.clearContent();
        copies.take(handedOver, journal.content());
        journal.note(Journal.Step.COPIED, copies.bytes() + " bytes");
    }

    private List<Step> open(Order order) {
        Installed installed = system.installed();
        return order.steps().stream().filter(step -> !installed.done(step)).toList();
    }

    static String names(List<Step> steps) {
        return steps.stream().map(Step::name).reduce((a, b) -> a + ' ' + b).orElse("");
    }

    private Path place(Journal journal) {
        return repositories.resolve(journal.task());
    }

    /** Whatever happens, a task comes to an end; only being busy leaves it open. */
    private void guarded(Journal journal, Part part) throws IOException {
        try {
            part.run();
        } catch (RefusedException e) {
            journal.end(e.state(), List.of(e.reason()), e.plan());
        } catch (FettleException e) {
            if (e.code() == ApplierError.BUSY) {
                throw e;
            }
            LOG.error("Task {} fails", journal.task(), e);
            journal.end(TaskState.FAILED, List.of(failed(e)));
        } catch (IOException | RuntimeException e) {
            LOG.error("Task {} fails", journal.task(), e);
            journal.end(TaskState.FAILED, List.of(failed(e)));
        }
        if (healing.unneeded()) {
            journal.clearContent();
            Trees.delete(place(journal));
        }
    }

    private static Reason failed(Exception e) {
        return Reason.of("applier.failed", "why", String.valueOf(e.getMessage()));
    }

    /** A part of the work that can fail. */
    @FunctionalInterface
    private interface Part {
        void run() throws IOException;
    }
}
