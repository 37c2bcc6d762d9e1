package io.fettle.persistence.deployment;

import io.fettle.api.FettleException;
import io.fettle.persistence.Chunks;
import io.fettle.persistence.StoreCode;
import io.fettle.persistence.Unit;
import io.fettle.spi.store.DeploymentStore.Batch;
import io.fettle.spi.store.DeploymentStore.CounterRow;
import io.fettle.spi.store.DeploymentStore.CounterStep;
import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import io.fettle.spi.store.DeploymentStore.TaskRow;
import io.fettle.spi.store.DeploymentStore.WorkRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;

/** Puts one batch into one unit of work. Rows that decide whether it may be written are locked before they are compared. */
final class BatchWriter {
    private static final String KNOWN_WORKS = "select w.digest from Work w where w.digest in :keys";
    private static final String TASKS = "select t from Task t where t.id in :keys";
    private static final String COUNTERS = "select c from Counter c where c.computerId in :keys";

    private final EntityManager em;

    private BatchWriter(EntityManager em) {
        this.em = em;
    }

    static void write(Unit unit, Batch batch) {
        BatchWriter writer = new BatchWriter(unit.em());
        writer.moveCounters(batch.counters());
        writer.saveDeployments(batch.deployments());
        writer.addWorks(batch.works());
        writer.saveTasks(batch.tasks());
        unit.record(batch.changes());
    }

    private void saveDeployments(List<DeploymentRow> deployments) {
        deployments.forEach(row -> em.merge(new DeploymentEntity(row)));
    }

    private void addWorks(List<WorkRow> works) {
        Map<String, WorkRow> wanted = new TreeMap<>();
        works.forEach(work -> wanted.put(work.digest().hex(), work));
        Set<String> known = new HashSet<>();
        Chunks.ofKeys(
                List.copyOf(wanted.keySet()),
                keys -> known.addAll(em.createQuery(KNOWN_WORKS, String.class)
                        .setParameter("keys", keys)
                        .getResultList()));
        wanted.keySet().removeAll(known);
        wanted.values().forEach(work -> em.persist(new WorkEntity(work)));
    }

    private void saveTasks(List<TaskRow> tasks) {
        Map<String, TaskEntity> stored = new HashMap<>();
        List<String> replaced = tasks.stream()
                .filter(task -> task.version() > 1)
                .map(TaskRow::id)
                .sorted()
                .toList();
        Chunks.ofKeys(replaced, keys -> em.createQuery(TASKS, TaskEntity.class)
                .setParameter("keys", keys)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .forEach(task -> stored.put(task.id(), task)));
        tasks.forEach(task -> saveTask(task, stored));
    }

    private void saveTask(TaskRow task, Map<String, TaskEntity> stored) {
        if (task.version() == 1) {
            em.persist(new TaskEntity(task));
            return;
        }
        TaskEntity known = stored.get(task.id());
        if (known == null || known.version() != task.version() - 1) {
            throw overtaken("Task " + task.id() + " is not at version " + (task.version() - 1));
        }
        known.replace(task);
    }

    private void moveCounters(List<CounterStep> steps) {
        Map<String, CounterEntity> stored = new HashMap<>();
        List<String> computers = steps.stream()
                .map(step -> step.after().computer().value())
                .sorted()
                .toList();
        Chunks.ofKeys(computers, keys -> em.createQuery(COUNTERS, CounterEntity.class)
                .setParameter("keys", keys)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .forEach(counter -> stored.put(counter.computerId(), counter)));
        steps.forEach(step -> moveCounter(step, stored));
    }

    private void moveCounter(CounterStep step, Map<String, CounterEntity> stored) {
        CounterRow before = step.before();
        CounterEntity counter = stored.get(before.computer().value());
        if (counter == null) {
            counter = new CounterEntity(before.computer());
            em.persist(counter);
        }
        if (!counter.toRow().equals(before)) {
            throw overtaken("The counters of computer " + before.computer() + " are not " + before.orders() + " and "
                    + before.reports());
        }
        counter.moveTo(step.after());
    }

    private static FettleException overtaken(String what) {
        return new FettleException(
                StoreCode.STORE_CONFLICT, what + ": somebody else wrote; read it again and try once more");
    }
}
