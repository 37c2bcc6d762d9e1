package io.fettle.agent.hand;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches what the applier says and passes it on, each line once. Not thread-safe. */
public final class Results {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    /** An applier that has not begun by then refuses the order. */
    private static final Duration GRACE = Duration.ofMinutes(10);
    /** For how long after that a run that has begun is waited for. */
    private static final Duration LONGEST_RUN = Duration.ofHours(12);

    private final Handover handover;
    private final Aftermath aftermath;
    private final Consumer<TaskReport> reports;
    private final Clock clock;

    /**
     * @param aftermath asked before the last report of a task: what is installed has changed
     * @param reports keeps a report durably
     */
    public Results(Handover handover, Aftermath aftermath, Consumer<TaskReport> reports, Clock clock) {
        this.handover = handover;
        this.aftermath = aftermath;
        this.reports = reports;
        this.clock = clock;
    }

    /** What has to be seen before the last word on a task may go out. */
    @FunctionalInterface
    public interface Aftermath {
        /** Asked again and again, until once it says yes. @return whether what the task left has been seen */
        boolean seen(String task);
    }

    /** Whether anything is handed over and not finished. */
    public boolean pending() {
        return !handover.open().isEmpty();
    }

    public void tick() {
        for (String task : handover.open()) {
            try {
                if (!passOn(task)) {
                    giveUpAfterDeadline(task);
                }
            } catch (FettleException e) {
                end(task, "applier.bad_result", String.valueOf(e.getMessage()));
            }
        }
    }

    /** @return whether the applier has said its last word */
    private boolean passOn(String task) {
        List<TaskReport> news = handover.news(task);
        for (TaskReport report : news) {
            if (report.state().filter(TaskState::open).isEmpty()) {
                if (aftermath.seen(task)) {
                    reports.accept(report);
                    handover.finish(task);
                    LOG.info("Task {} is {}", task, report.state().orElseThrow());
                }
                return true;
            }
            reports.accept(report);
            handover.forwarded(task);
        }
        return false;
    }

    private void giveUpAfterDeadline(String task) {
        Instant notAfter = handover.notAfter(task).orElse(Instant.EPOCH);
        Instant deadline = notAfter.plus(handover.begun(task) ? LONGEST_RUN : GRACE);
        if (clock.instant().isAfter(deadline)) {
            boolean begun = handover.begun(task);
            end(task, begun ? "applier.silent" : "applier.absent", "the applier said no more until " + deadline);
        }
    }

    private void end(String task, String reason, String words) {
        if (!aftermath.seen(task)) {
            return;
        }
        LOG.warn("Task {} is given up: {}", task, words);
        reports.accept(new TaskReport(task, TaskState.FAILED, clock.instant(), List.of(Reason.of(reason)), List.of()));
        handover.finish(task);
    }
}
