package io.fettle.persistence.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.persistence.Chunks;
import io.fettle.persistence.Database;
import io.fettle.spi.store.DeploymentStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deployments in the database. Writes share commits, because every report of every computer is one. */
@Component
public final class JpaDeploymentStore implements DeploymentStore {
    private static final int MAX_TASKS_OF = 1_000;
    private static final List<TaskState> OPEN =
            Arrays.stream(TaskState.values()).filter(TaskState::open).toList();
    private static final String OPEN_TASKS =
            "select t from Task t where t.state in :open and t.id > :after order by t.id";
    private static final String COUNTERS = "select c from Counter c where c.computerId > :after order by c.computerId";
    private static final String SOME_COUNTERS = "select c from Counter c where c.computerId in :keys";
    private static final String OPEN_DEPLOYMENTS =
            "select d from Deployment d where d.endedAt is null order by d.createdAt desc, d.id desc";
    private static final String TASKS_BY_ID = "select t from Task t where t.id in :keys";
    private static final String WORKS = "select w from Work w where w.digest in :keys";

    private final Database database;

    @Activate
    public JpaDeploymentStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void readOpenTasks(Consumer<TaskRow> reader) {
        Chunks.each("", this::openTasksAfter, TaskEntity::id, task -> reader.accept(task.toRow()));
    }

    private List<TaskEntity> openTasksAfter(String id) {
        return database.read(em -> em.createQuery(OPEN_TASKS, TaskEntity.class)
                .setParameter("open", OPEN)
                .setParameter("after", id)
                .setMaxResults(Chunks.SIZE)
                .getResultList());
    }

    @Override
    public void readCounters(Consumer<CounterRow> reader) {
        Chunks.each("", this::countersAfter, CounterEntity::computerId, counter -> reader.accept(counter.toRow()));
    }

    private List<CounterEntity> countersAfter(String computerId) {
        return database.read(em -> em.createQuery(COUNTERS, CounterEntity.class)
                .setParameter("after", computerId)
                .setMaxResults(Chunks.SIZE)
                .getResultList());
    }

    @Override
    public List<CounterRow> counters(Set<ComputerId> computers) {
        List<CounterRow> counters = new ArrayList<>();
        Chunks.ofKeys(computers.stream().map(ComputerId::value).sorted().toList(), keys -> database.read(
                        em -> em.createQuery(SOME_COUNTERS, CounterEntity.class)
                                .setParameter("keys", keys)
                                .getResultList())
                .forEach(counter -> counters.add(counter.toRow())));
        return counters;
    }

    @Override
    public List<DeploymentRow> openDeployments() {
        return database.read(em -> em.createQuery(OPEN_DEPLOYMENTS, DeploymentEntity.class).getResultList().stream()
                .map(DeploymentEntity::toRow)
                .toList());
    }

    @Override
    public Optional<DeploymentRow> deployment(String id, Scope scope) {
        return ScopedQuery.deployments(scope)
                .flatMap(query -> database.read(em -> query.withId(id).items(em, PageRequest.first(1)).stream()
                        .findFirst()
                        .map(DeploymentEntity::toRow)));
    }

    @Override
    public Page<DeploymentRow> deployments(Scope scope, PageRequest page) {
        return ScopedQuery.deployments(scope)
                .map(query -> database.read(
                        em -> new Page<>(query.items(em, page), query.count(em)).map(DeploymentEntity::toRow)))
                .orElse(new Page<>(List.of(), 0));
    }

    @Override
    public Map<String, Map<TaskState, Long>> counts(Set<String> deployments, Scope scope) {
        Map<String, Map<TaskState, Long>> counts = new HashMap<>();
        Chunks.ofKeys(deployments.stream().sorted().toList(), ids -> ScopedQuery.tasks(scope)
                .ifPresent(query -> database.read(em -> query.ofDeployments(ids).countsByState(em))
                        .forEach(row -> counts.computeIfAbsent((String) row[0], id -> new EnumMap<>(TaskState.class))
                                .put((TaskState) row[1], (Long) row[2]))));
        return counts;
    }

    @Override
    public Map<String, Set<Digest>> works(Set<String> deployments, Scope scope) {
        Map<String, Set<Digest>> works = new HashMap<>();
        Chunks.ofKeys(deployments.stream().sorted().toList(), ids -> ScopedQuery.tasks(scope)
                .ifPresent(query -> database.read(em -> query.ofDeployments(ids).works(em))
                        .forEach(row -> works.computeIfAbsent((String) row[0], id -> new HashSet<>())
                                .add(new Digest((String) row[1])))));
        return works;
    }

    @Override
    public Page<TaskRow> tasks(String deployment, Optional<TaskState> state, Scope scope, PageRequest page) {
        return ScopedQuery.tasks(scope)
                .map(query -> query.ofDeployments(List.of(deployment)).in(state))
                .map(query ->
                        database.read(em -> new Page<>(query.items(em, page), query.count(em)).map(TaskEntity::toRow)))
                .orElse(new Page<>(List.of(), 0));
    }

    @Override
    public List<TaskRow> tasksOf(ComputerId computer, Scope scope, int max) {
        if (max < 1 || max > MAX_TASKS_OF) {
            throw new IllegalArgumentException("One read gives 1 to " + MAX_TASKS_OF + " tasks of a computer");
        }
        return ScopedQuery.tasks(scope)
                .map(query -> query.ofComputer(computer))
                .map(query -> database.read(em -> tasks(em, query, max)))
                .orElse(List.of());
    }

    private static List<TaskRow> tasks(EntityManager em, ScopedQuery<TaskEntity> query, int max) {
        return query.items(em, PageRequest.first(max)).stream()
                .map(TaskEntity::toRow)
                .toList();
    }

    @Override
    public List<TaskRow> tasksById(Set<String> ids) {
        List<TaskRow> tasks = new ArrayList<>();
        Chunks.ofKeys(ids.stream().sorted().toList(), keys -> database.read(
                        em -> em.createQuery(TASKS_BY_ID, TaskEntity.class)
                                .setParameter("keys", keys)
                                .getResultList())
                .forEach(task -> tasks.add(task.toRow())));
        return tasks;
    }

    @Override
    public Map<Digest, byte[]> works(Set<Digest> digests) {
        Map<Digest, byte[]> works = new HashMap<>();
        Chunks.ofKeys(digests.stream().map(Digest::hex).sorted().toList(), keys -> database.read(
                        em -> em.createQuery(WORKS, WorkEntity.class)
                                .setParameter("keys", keys)
                                .getResultList())
                .forEach(work -> works.put(new Digest(work.digest()), work.content())));
        return works;
    }

    @Override
    public void write(Batch batch) {
        database.writeGrouped(unit -> BatchWriter.write(unit, batch));
    }
}
