package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Scope;
import io.fettle.api.change.Topic;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.DeploymentStore;
import io.fettle.spi.store.DeploymentStore.Batch;
import io.fettle.spi.store.DeploymentStore.CounterRow;
import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import io.fettle.spi.store.DeploymentStore.TaskRow;
import io.fettle.spi.store.DeploymentStore.WorkRow;
import io.fettle.spi.store.PendingChange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is open, in memory, and the only way to change it: a change is written in one transaction first and shown after.
 * Thread-safe; reads take no lock.
 */
final class TaskBook {
    private static final Logger LOG = LoggerFactory.getLogger(TaskBook.class);

    private static final int MAX_READ_AGAIN = 1000;

    private final DeploymentStore store;
    private final Clock clock;
    private final Stripes stripes = new Stripes();
    private final Map<ComputerId, Desk> desks = new ConcurrentHashMap<>();
    private final Map<String, OpenDeployment> deployments = new ConcurrentHashMap<>();
    private final Map<Digest, Work> works = new ConcurrentHashMap<>();
    /** A write that failed may have been committed all the same: these are read again before they are changed. */
    private final Set<ComputerId> doubtful = ConcurrentHashMap.newKeySet();

    /** Held while a deployment's own row is written, so that its end and its cancelling do not undo one another. */
    private final Object rows = new Object();

    private final Ended ended = new Ended();

    private final Set<String> doubtfulDeployments = ConcurrentHashMap.newKeySet();

    private TaskBook(DeploymentStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    static TaskBook load(DeploymentStore store, Clock clock) {
        TaskBook book = new TaskBook(store, clock);
        store.openDeployments()
                .forEach(row -> book.deployments.put(row.id(), new OpenDeployment(row, new AtomicInteger())));
        store.readCounters(row -> book.show(row.computer(), desk -> desk.counted(row)));
        store.readOpenTasks(row -> {
            book.show(row.computer(), desk -> desk.with(Task.of(row)));
            book.openTasks(row.deploymentId(), 1);
        });
        book.endFinished();
        return book;
    }

    Desk desk(ComputerId computer) {
        Desk desk = desks.get(computer);
        return desk == null ? Desk.empty(computer) : desk;
    }

    /** Computers with an open task like this. */
    List<ComputerId> computersWith(Predicate<Task> like) {
        List<ComputerId> found = new ArrayList<>();
        desks.forEach((computer, desk) -> {
            if (desk.open().stream().anyMatch(like)) {
                found.add(computer);
            }
        });
        return found;
    }

    Optional<DeploymentRow> openDeployment(String id) {
        return Optional.ofNullable(deployments.get(id)).map(OpenDeployment::row);
    }

    List<DeploymentRow> openDeployments() {
        return deployments.values().stream().map(OpenDeployment::row).toList();
    }

    /** How many open tasks are in which state; one that has none is absent. */
    Map<TaskState, Long> openByState() {
        Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
        desks.values().forEach(desk -> desk.open().forEach(task -> counts.merge(task.state(), 1L, Long::sum)));
        return counts;
    }

    Ended ended() {
        return ended;
    }

    /** When the task's deployment expires; for one that ended already, now. */
    Instant expiry(Task task) {
        return openDeployment(task.deploymentId()).map(DeploymentRow::deadline).orElseGet(clock::instant);
    }

    Work work(Digest digest) {
        Work known = works.get(digest);
        if (known != null) {
            return known;
        }
        byte[] content = Optional.ofNullable(store.works(Set.of(digest)).get(digest))
                .orElseThrow(() -> new IllegalStateException("There is no work plan " + digest));
        Work read = TaskCodec.work(content);
        works.put(digest, read);
        return read;
    }

    /** Forgets work plans that no open task has; they can be read again. */
    void trim() {
        Set<Digest> used = new HashSet<>();
        desks.values().forEach(desk -> desk.open().forEach(task -> used.add(task.work())));
        works.keySet().retainAll(used);
    }

    /** Adds a deployment with all its tasks; those of them that are final already are written only. */
    void add(DeploymentRow row, List<WorkRow> newWorks, List<Task> tasks) {
        List<PendingChange> changes = new ArrayList<>();
        changes.add(new PendingChange(Topic.DEPLOYMENT, row.id()));
        List<Task> written = new ArrayList<>();
        int open = 0;
        for (Task task : tasks) {
            written.add(task.written(1));
            if (task.state().open()) {
                open++;
                changes.add(new PendingChange(Topic.ORDER, task.computer().value()));
            }
        }
        Batch batch = new Batch(
                List.of(row), newWorks, written.stream().map(Task::row).toList(), List.of(), changes);
        try {
            store.write(batch);
        } catch (RuntimeException e) {
            doubtfulDeployments.add(row.id());
            tasks.forEach(task -> doubtful.add(task.computer()));
            throw e;
        }
        if (row.endedAt().isEmpty()) {
            deployments.put(row.id(), new OpenDeployment(row, new AtomicInteger(open)));
        }
        written.stream().filter(t -> t.state().open()).forEach(t -> show(t.computer(), desk -> desk.with(t)));
        written.stream().map(Task::state).filter(state -> !state.open()).forEach(ended::add);
    }

    /** Replaces the row of an open deployment. */
    void update(String id, UnaryOperator<DeploymentRow> change) {
        synchronized (rows) {
            OpenDeployment open = deployments.get(id);
            if (open == null) {
                return;
            }
            DeploymentRow row = change.apply(open.row());
            List<PendingChange> changes = List.of(new PendingChange(Topic.DEPLOYMENT, id));
            store.write(new Batch(List.of(row), List.of(), List.of(), List.of(), changes));
            if (row.endedAt().isPresent()) {
                deployments.remove(id);
            } else {
                deployments.put(id, open.with(row));
            }
        }
    }

    /** Changes tasks and counters of these computers, all or nothing. Nobody else changes them meanwhile. */
    <T> T change(Collection<ComputerId> computers, Function<Changes, T> work) {
        T result = stripes.holding(computers, () -> {
            computers.stream().filter(doubtful::contains).forEach(this::readAgain);
            Changes changes = new Changes(this);
            T made = work.apply(changes);
            if (!changes.isEmpty()) {
                write(changes.batch(), computers);
                changes.shown(this);
            }
            return made;
        });
        try {
            endFinished();
        } catch (RuntimeException e) {
            // What was asked for is durable; the deployment's own row is written at the next change or sweep.
            LOG.warn("A deployment whose tasks have all ended could not be marked as ended yet", e);
        }
        return result;
    }

    private void write(Batch batch, Collection<ComputerId> computers) {
        try {
            store.write(batch);
        } catch (RuntimeException e) {
            doubtful.addAll(computers);
            throw e;
        }
    }

    /** Brings what is doubtful into line with the store. */
    void recover() {
        for (String id : doubtfulDeployments) {
            store.deployment(id, Scope.all())
                    .filter(row -> row.endedAt().isEmpty())
                    .ifPresent(row -> deployments.putIfAbsent(id, new OpenDeployment(row, new AtomicInteger())));
            doubtfulDeployments.remove(id);
        }
        for (ComputerId computer : doubtful) {
            stripes.holding(List.of(computer), () -> {
                readAgain(computer);
                return true;
            });
        }
    }

    private void readAgain(ComputerId computer) {
        Desk stored = store.counters(Set.of(computer)).stream()
                .findFirst()
                .map(row -> new Desk(row, List.of()))
                .orElse(Desk.empty(computer));
        for (TaskRow row : store.tasksOf(computer, Scope.all(), MAX_READ_AGAIN)) {
            stored = stored.with(Task.of(row));
        }
        Desk old = desk(computer);
        Desk now = stored;
        show(computer, desk -> now);
        old.open().forEach(task -> openTasks(task.deploymentId(), -1));
        now.open().forEach(task -> openTasks(task.deploymentId(), 1));
        doubtful.remove(computer);
    }

    void show(Task before, Task after) {
        boolean wasOpen = before.state().open();
        if (wasOpen || after.state().open()) {
            show(after.computer(), desk -> desk.with(after));
        }
        if (wasOpen && !after.state().open()) {
            ended.add(after.state());
            openTasks(after.deploymentId(), -1);
        }
    }

    void showCounters(CounterRow row) {
        show(row.computer(), desk -> desk.counted(row));
    }

    private void show(ComputerId computer, Function<Desk, Desk> change) {
        desks.compute(computer, (id, desk) -> {
            Desk now = change.apply(desk == null ? Desk.empty(id) : desk);
            return now.idle() ? null : now;
        });
    }

    private void openTasks(String deployment, int change) {
        OpenDeployment open = deployments.get(deployment);
        if (open != null) {
            open.openTasks().addAndGet(change);
        }
    }

    /** A deployment ends with the last of its tasks; also after a crash in between. */
    void endFinished() {
        for (OpenDeployment open : deployments.values()) {
            if (open.openTasks().get() == 0) {
                update(open.row().id(), row -> Rows.ended(row, clock.instant()));
            }
        }
    }
}
