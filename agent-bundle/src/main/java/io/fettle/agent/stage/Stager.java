package io.fettle.agent.stage;

import io.fettle.agent.hand.Handover;
import io.fettle.agent.link.Contents;
import io.fettle.agent.link.ReportSpool;
import io.fettle.agent.scan.LevelFile;
import io.fettle.agent.stage.Rehearsal.Rehearsed;
import io.fettle.agent.work.Work;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.member.Backoff;
import io.fettle.member.OrdersTrust;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerVoice;
import io.fettle.protocol.NotUnderstoodException;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings orders from taken to handed over: fetch, rehearse, compare, hand over. Every step can be done again after a crash.
 * What it reports, takes and hands over is done on the loop's thread alone.
 */
public final class Stager {
    private static final Logger LOG = LoggerFactory.getLogger(Stager.class);
    private static final String CONTENT = "content";
    private static final String STAGING = "staging";
    private static final long SPARE_BYTES = 100L << 20;
    /** The applier keeps a copy of its own and apt unpacks what it installs. */
    private static final long COPIES = 3;

    private final OrderBox box;
    private final OrdersTrust trust;
    private final LevelFile level;
    private final Contents contents;
    private final Map<Order.Kind, Rehearsal> rehearsals;
    private final Handover handover;
    private final ReportSpool reports;
    private final Backoff backoff;
    private final Clock clock;
    private final Set<String> tried = new HashSet<>();
    private Instant retryAt = Instant.MIN;
    private @Nullable Staging atWork;

    public Stager(
            PrivateDirectory files,
            OrdersTrust trust,
            ServerVoice voice,
            LevelFile level,
            Contents contents,
            Map<Order.Kind, Rehearsal> rehearsals,
            Handover handover,
            ReportSpool reports,
            Backoff backoff,
            Clock clock) {
        this.box = new OrderBox(files, voice);
        this.trust = trust;
        this.level = level;
        this.contents = contents;
        this.rehearsals = Map.copyOf(rehearsals);
        this.handover = handover;
        this.reports = reports;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** For {@link io.fettle.protocol.CheckIn#orderSequence}. */
    public long orderSequence() {
        return box.sequence();
    }

    /**
     * Takes what a reply brought.
     *
     * @param refused told of an order that does not hold and has no effect, and why
     */
    public void take(List<byte[]> orders, BiConsumer<byte[], FettleException> refused) {
        for (byte[] sealedOrder : orders) {
            try {
                taken(box.take(sealedOrder));
            } catch (NotUnderstoodException e) {
                LOG.warn("{}", e.getMessage());
                notUnderstood(sealedOrder, e, refused);
            } catch (FettleException e) {
                LOG.warn("{}", e.getMessage());
                refused.accept(sealedOrder, e);
            }
        }
    }

    /** A task is believed in only where the server's signature holds, and otherwise the message names none. */
    private void notUnderstood(
            byte[] sealedOrder, NotUnderstoodException e, BiConsumer<byte[], FettleException> refused) {
        if (OrderRules.isTask(e.task())) {
            Reason why = Reason.of("order.not_understood", "why", String.valueOf(e.getMessage()));
            reports.add(new TaskReport(e.task(), TaskState.SKIPPED, clock.instant(), List.of(why), List.of()));
        } else {
            refused.accept(sealedOrder, e);
        }
    }

    private void taken(Task task) {
        tried.clear();
        retryAt = Instant.MIN;
        if (atWork != null && atWork.task().id().equals(task.id())) {
            atWork.replace();
        }
        LOG.info(
                "Took order {} for task {}: {} packages",
                box.sequence(),
                task.id(),
                task.order().steps().size());
    }

    /** When {@link #next} has something to do again; empty where nothing waits. */
    public Optional<Instant> nextWork() {
        return atWork != null || box.waiting().isEmpty() ? Optional.empty() : Optional.of(retryAt);
    }

    /**
     * The next piece of work; there is never more than one at a time. Every task that waits has its turn before a failed one
     * is tried again.
     */
    public Optional<Work> next() {
        if (atWork != null || clock.instant().isBefore(retryAt)) {
            return Optional.empty();
        }
        for (Task task : box.waiting()) {
            if (!tried.contains(task.directory()) && isToBePrepared(task)) {
                Rehearsal rehearsal = Objects.requireNonNull(
                        rehearsals.get(task.order().kind()), "a rehearsal for each kind of order");
                Staging staging = new Staging(task, box.directory(task).child(CONTENT), contents, rehearsal);
                atWork = staging;
                return Optional.of(pause -> work(staging, pause));
            }
        }
        if (!tried.isEmpty()) {
            tried.clear();
            retryAt = clock.instant().plus(backoff.failed());
        }
        return Optional.empty();
    }

    /** On the workbench. */
    private Runnable work(Staging staging, BooleanSupplier pause) {
        try {
            Optional<Rehearsed> planned = staging.prepare(pause);
            return () -> prepared(staging, planned);
        } catch (IOException | FettleException e) {
            return () -> failed(staging, e);
        }
    }

    private void prepared(Staging staging, Optional<Rehearsed> planned) {
        atWork = null;
        if (!staging.replaced() && planned.isPresent()) {
            backoff.succeeded();
            judge(staging.task(), planned.get());
        }
    }

    private void failed(Staging staging, Exception e) {
        atWork = null;
        if (!staging.replaced()) {
            tried.add(staging.task().directory());
            LOG.warn("Task {} has to wait: {}", staging.task().id(), e.getMessage());
        }
    }

    /** Whether there is still something to fetch and plan for it; otherwise it is ended here. */
    private boolean isToBePrepared(Task task) {
        if (handover.offered(task.id())) {
            // A crash after the hand-over, or an order that came again while the applier is at work.
            box.remove(task);
            return false;
        }
        if (clock.instant().isAfter(task.header().notAfter())) {
            end(task, TaskState.SKIPPED, Reason.of("order.expired"), List.of());
            return false;
        }
        if (level.read() == Level.L0) {
            end(task, TaskState.SKIPPED, Reason.of("level.l0"), List.of());
            return false;
        }
        PrivateDirectory directory = box.directory(task);
        if (directory.has(STAGING)) {
            return true;
        }
        if (!hasRoom(task, directory)) {
            return false;
        }
        report(task, TaskState.STAGING, List.of(), List.of());
        directory.write(STAGING, new byte[0]);
        return true;
    }

    private boolean hasRoom(Task task, PrivateDirectory directory) {
        long needed = task.needed().values().stream().mapToLong(Long::longValue).sum() * COPIES + SPARE_BYTES;
        long free = directory.path().toFile().getUsableSpace();
        if (free < needed) {
            Reason full = Reason.of("stage.disk_full", "needed", Long.toString(needed), "free", Long.toString(free));
            end(task, TaskState.FAILED, full, List.of());
        }
        return free >= needed;
    }

    private void judge(Task task, Rehearsed rehearsed) {
        Set<PlannedChange> plan = Set.copyOf(rehearsed.plan());
        Set<PlannedChange> ordered =
                task.order().steps().stream().map(Step::change).collect(Collectors.toSet());
        if (rehearsed.refusal().isPresent()) {
            end(task, TaskState.FAILED, rehearsed.refusal().get(), List.of());
        } else if (plan.isEmpty()) {
            end(task, TaskState.SUCCEEDED, Reason.of("plan.nothing_to_do"), List.of());
        } else if (!plan.equals(ordered)) {
            // The server extends the order to what would be done, and orders again under the same task.
            end(task, TaskState.STAGING, Reason.of("plan.differs"), rehearsed.plan());
        } else {
            PrivateDirectory content = box.directory(task).child(CONTENT);
            handover.offer(task.id(), task.sealedOrder(), trust.encoded(), content);
            report(task, TaskState.STAGED, List.of(), List.of());
            box.remove(task);
            LOG.info("Task {} is staged and handed over", task.id());
        }
    }

    private void end(Task task, TaskState state, Reason reason, List<PlannedChange> plan) {
        report(task, state, List.of(reason), plan);
        box.remove(task);
        LOG.info("Task {} is {} here: {}", task.id(), state, reason);
    }

    private void report(Task task, TaskState state, List<Reason> reasons, List<PlannedChange> plan) {
        reports.add(new TaskReport(task.id(), state, clock.instant(), reasons, plan));
    }
}
