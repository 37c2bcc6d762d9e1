package io.fettle.assessment.evaluation;

import io.fettle.api.assessment.FindingsListener;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.verdict.Rules;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps the evaluation up to date: it catches up from the change log, and looks at the catalog itself,
 * because a revision may become readable a moment after its row. Hints only make it look sooner.
 */
public final class EvaluationLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final long STOP_MILLIS = 10_000;
    private static final int BATCH = 1000;
    private static final int MOST_REPAIRS = 100;

    private final Evaluation evaluation;
    private final FleetItems fleet;
    private final Catalog catalog;
    private final ChangeLog changes;
    private final Supplier<Rules> rules;
    private final Supplier<List<FindingsListener>> listeners;
    private final Supplier<List<LayerListener>> comparing;
    private final Queue<Integer> repairs = new ArrayBlockingQueue<>(MOST_REPAIRS);
    private final Semaphore hints = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "fettle-assessment");
    private volatile boolean stopping;
    private volatile boolean loaded;
    private boolean failing;
    private boolean comparisonFails;

    public EvaluationLoop(
            Evaluation evaluation,
            FleetItems fleet,
            Catalog catalog,
            ChangeLog changes,
            Supplier<Rules> rules,
            Supplier<List<FindingsListener>> listeners,
            Supplier<List<LayerListener>> comparing) {
        this.evaluation = evaluation;
        this.fleet = fleet;
        this.catalog = catalog;
        this.changes = changes;
        this.rules = rules;
        this.listeners = listeners;
        this.comparing = comparing;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public void hint() {
        if (hints.availablePermits() == 0) {
            hints.release();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                while (!stopping && catchUp()) {
                    failing = false;
                }
            } catch (RuntimeException e) {
                if (!failing && !stopping) {
                    LOG.error("Findings are not up to date, because evaluation failed; it is tried again", e);
                }
                failing = true;
            }
            awaitHint();
        }
    }

    private void awaitHint() {
        try {
            if (hints.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                hints.drainPermits();
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** One step, which tests call too. @return whether there may be more to do */
    public boolean catchUp() {
        if (!loaded) {
            load();
            return true;
        }
        // Today comes first: what a revision brings is dated by it.
        boolean judgedAnew = judgeByTheRulesInForce();
        Catalog.Revision revision = catalog.current();
        boolean news = revision.number() != evaluation.catalogRevision();
        if (news) {
            evaluation.rebuild(revision);
        }
        List<Change> batch = changes.since(evaluation.changeRevision(), BATCH);
        if (!batch.isEmpty()) {
            fleet.settle();
            subjects(Topic.COMPUTER, batch).forEach(this::refresh);
            evaluation.decided(patchesIn(batch));
            evaluation.caughtUp(batch.get(batch.size() - 1).revision());
        }
        boolean repaired = repair();
        if (news || judgedAnew || repaired || !batch.isEmpty()) {
            tell();
        }
        compare();
        evaluation.settle();
        return batch.size() == BATCH;
    }

    private boolean judgeByTheRulesInForce() {
        Rules inForce = rules.get();
        boolean others = !inForce.equals(evaluation.rules());
        if (others) {
            evaluation.judgeBy(inForce);
        }
        return others;
    }

    /** Asks to have a computer repaired; too many at once are found again later. */
    public void repair(int ordinal) {
        repairs.offer(ordinal);
        hint();
    }

    private boolean repair() {
        Integer ordinal = repairs.poll();
        if (ordinal == null) {
            return false;
        }
        evaluation.repair(ordinal);
        return true;
    }

    private void load() {
        long from = changes.latest();
        fleet.settle();
        evaluation.load(rules.get());
        evaluation.caughtUp(from);
        loaded = true;
        tell();
        compare();
        evaluation.settle();
    }

    private void refresh(String subject) {
        try {
            evaluation.refresh(new ComputerId(subject));
        } catch (RuntimeException e) {
            LOG.error("Computer {} could not be evaluated; its findings stay as they were", subject, e);
        }
    }

    private static Set<PatchId> patchesIn(List<Change> batch) {
        Set<PatchId> patches = new LinkedHashSet<>();
        for (String subject : subjects(Topic.APPROVAL, batch)) {
            try {
                patches.add(new PatchId(subject));
            } catch (IllegalArgumentException e) {
                LOG.error("The change log speaks of an approval of {}, which is no patch; it is left out", subject, e);
            }
        }
        return patches;
    }

    private static Set<String> subjects(Topic topic, List<Change> batch) {
        Set<String> subjects = new LinkedHashSet<>();
        for (Change change : batch) {
            if (change.topic() == topic) {
                subjects.add(change.subject());
            }
        }
        return subjects;
    }

    /** Not under the lock, for nobody else writes: whoever compares may keep what it finds in the database. */
    private void compare() {
        record State(FleetIndex index, Layer layer) {}
        State state = evaluation.reading(State::new);
        boolean failed = false;
        for (LayerListener listener : comparing.get()) {
            try {
                listener.settled(state.index(), state.layer());
            } catch (RuntimeException e) {
                failed = true;
                if (!comparisonFails) {
                    LOG.error(
                            "News of exposure are late, because they could not be made or kept; it is tried again", e);
                }
            }
        }
        comparisonFails = failed;
    }

    private void tell() {
        for (FindingsListener listener : listeners.get()) {
            try {
                listener.evaluated(evaluation.catalogRevision(), evaluation.changeRevision());
            } catch (RuntimeException e) {
                LOG.warn("A listener failed to take news of findings", e);
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
