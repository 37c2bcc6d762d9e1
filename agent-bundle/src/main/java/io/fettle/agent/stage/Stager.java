package io.fettle.agent.stage;

import io.fettle.agent.hand.Handover;
import io.fettle.agent.link.Contents;
import io.fettle.agent.link.Contents.Progress;
import io.fettle.agent.link.ReportSpool;
import io.fettle.agent.scan.InstallPlan;
import io.fettle.agent.scan.InstallPlan.Planned;
import io.fettle.agent.scan.LevelFile;
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
import io.fettle.member.Backoff;
import io.fettle.member.OrdersTrust;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerVoice;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings orders from taken to handed over: fetch, ask apt, compare, hand over. Every step can be done again after a crash.
 * Not thread-safe.
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
    private final InstallPlan plans;
    private final Handover handover;
    private final ReportSpool reports;
    private final Backoff backoff;
    private final Clock clock;
    private Instant retryAt = Instant.MIN;

    public Stager(
            PrivateDirectory files,
            OrdersTrust trust,
            ServerVoice voice,
            LevelFile level,
            Contents contents,
            InstallPlan plans,
            Handover handover,
            ReportSpool reports,
            Backoff backoff,
            Clock clock) {
        this.box = new OrderBox(files, voice);
        this.trust = trust;
        this.level = level;
        this.contents = contents;
        this.plans = plans;
        this.handover = handover;
        this.reports = reports;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** For {@link io.fettle.protocol.CheckIn#orderSequence}. */
    public long orderSequence() {
        return box.sequence();
    }

    /** Takes what a reply brought; an order that does not hold is logged and has no effect. */
    public void take(List<byte[]> orders) {
        for (byte[] sealedOrder : orders) {
            try {
                Task task = box.take(sealedOrder);
                retryAt = Instant.MIN;
                LOG.info(
                        "Took order {} for task {}: {} packages",
                        box.sequence(),
                        task.order().taskId(),
                        task.order().steps().size());
            } catch (FettleException e) {
                LOG.warn("{}", e.getMessage());
            }
        }
    }

    /** When there is something to do again; empty where nothing waits. */
    public Optional<Instant> nextWork() {
        return box.waiting().isEmpty() ? Optional.empty() : Optional.of(retryAt);
    }

    /** @param pause true ends the work for now */
    public void tick(BooleanSupplier pause) {
        if (clock.instant().isBefore(retryAt)) {
            return;
        }
        for (Task task : box.waiting()) {
            try {
                stage(task, pause);
                backoff.succeeded();
            } catch (IOException | FettleException e) {
                retryAt = clock.instant().plus(backoff.failed());
                LOG.warn("Task {} waits until {}: {}", task.order().taskId(), retryAt, e.getMessage());
            }
            if (pause.getAsBoolean()) {
                return;
            }
        }
    }

    private void stage(Task task, BooleanSupplier pause) throws IOException {
        String id = task.order().taskId();
        if (handover.offered(id)) {
            // A crash after the hand-over, or an order that came again while the applier is at work.
            box.remove(id);
            return;
        }
        if (clock.instant().isAfter(task.notAfter())) {
            end(task, TaskState.SKIPPED, Reason.of("order.expired"), List.of());
            return;
        }
        if (level.read() == Level.L0) {
            end(task, TaskState.SKIPPED, Reason.of("level.l0"), List.of());
            return;
        }
        PrivateDirectory directory = box.directory(id);
        if (!directory.has(STAGING)) {
            if (!hasRoom(task, directory)) {
                return;
            }
            report(id, TaskState.STAGING, List.of(), List.of());
            directory.write(STAGING, new byte[0]);
        }
        if (fetch(task, directory.child(CONTENT), pause) == Progress.PAUSED) {
            return;
        }
        List<String> wanted = task.order().steps().stream()
                .filter(step -> step.from().isPresent())
                .map(step -> step.name() + ':' + step.arch() + '=' + step.to())
                .toList();
        Optional<Planned> planned = plans.plan(task.order().suites(), wanted, pause);
        if (planned.isPresent()) {
            judge(task, directory, planned.get());
        }
    }

    private boolean hasRoom(Task task, PrivateDirectory directory) throws IOException {
        long needed = needed(task).values().stream().mapToLong(Long::longValue).sum() * COPIES + SPARE_BYTES;
        long free = Files.getFileStore(directory.path()).getUsableSpace();
        if (free < needed) {
            Reason full = Reason.of("stage.disk_full", "needed", Long.toString(needed), "free", Long.toString(free));
            end(task, TaskState.FAILED, full, List.of());
            return false;
        }
        return true;
    }

    private Progress fetch(Task task, PrivateDirectory content, BooleanSupplier pause) throws IOException {
        for (Map.Entry<Digest, Long> file : needed(task).entrySet()) {
            Digest digest = file.getKey();
            if (contents.fetch(digest, file.getValue(), content, digest.hex(), pause) == Progress.PAUSED) {
                return Progress.PAUSED;
            }
        }
        return Progress.DONE;
    }

    /** Everything that goes into the hand-over, with its size. */
    private static Map<Digest, Long> needed(Task task) {
        Map<Digest, Long> needed = new LinkedHashMap<>();
        for (MirroredSuite suite : task.order().suites()) {
            add(needed, suite.release());
            suite.signature().ifPresent(s -> add(needed, s));
            suite.indexes().forEach(i -> add(needed, i.stored()));
        }
        for (Step step : task.order().steps()) {
            needed.put(step.digest(), step.size());
        }
        return needed;
    }

    private static void add(Map<Digest, Long> needed, Stored stored) {
        needed.put(stored.digest(), stored.size());
    }

    private void judge(Task task, PrivateDirectory directory, Planned planned) {
        String id = task.order().taskId();
        Set<PlannedChange> plan = Set.copyOf(planned.run().changes());
        Set<PlannedChange> ordered = task.order().steps().stream()
                .map(s -> new PlannedChange(s.name(), s.arch(), s.from(), s.to()))
                .collect(Collectors.toSet());
        if (planned.status() != 0) {
            end(task, TaskState.FAILED, Reason.of("plan.refused", "words", words(planned.errors())), List.of());
        } else if (!planned.run().removed().isEmpty()) {
            String removed = String.join(" ", planned.run().removed());
            end(task, TaskState.FAILED, Reason.of("plan.removes", "packages", removed), List.of());
        } else if (plan.isEmpty()) {
            end(task, TaskState.SUCCEEDED, Reason.of("plan.nothing_to_do"), List.of());
        } else if (!plan.equals(ordered)) {
            // The server extends the order to what apt would do, and orders again under the same task.
            end(
                    task,
                    TaskState.STAGING,
                    Reason.of("plan.differs"),
                    planned.run().changes());
        } else {
            handover.offer(id, task.sealedOrder(), trust.encoded(), directory.child(CONTENT));
            report(id, TaskState.STAGED, List.of(), List.of());
            box.remove(id);
            LOG.info("Task {} is staged and handed over", id);
        }
    }

    private static String words(String errors) {
        return errors.lines()
                .filter(line -> line.startsWith("E:"))
                .map(line -> line.substring(2).strip())
                .collect(Collectors.joining(" "));
    }

    private void end(Task task, TaskState state, Reason reason, List<PlannedChange> plan) {
        String id = task.order().taskId();
        report(id, state, List.of(reason), plan);
        box.remove(id);
        LOG.info("Task {} is {} here: {}", id, state, reason);
    }

    private void report(String taskId, TaskState state, List<Reason> reasons, List<PlannedChange> plan) {
        reports.add(new TaskReport(taskId, state, clock.instant(), reasons, plan));
    }
}
