package io.fettle.sources;

import io.fettle.spi.store.PendingChange;
import io.fettle.spi.store.SourceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory. Thread-safe. */
final class FakeSourceStore implements SourceStore {
    final List<PendingChange> changes = new ArrayList<>();
    /** What happens while a condition is written. */
    volatile Runnable writing = () -> {};

    private final Map<String, Stored> rows = new TreeMap<>();

    @Override
    public synchronized List<Stored> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized Optional<Stored> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized Stored configure(Configuration wanted, List<PendingChange> causes) {
        changes.addAll(causes);
        for (Stored row : rows.values()) {
            Configuration known = row.configuration();
            if (known.kind().equals(wanted.kind()) && known.identity().equals(wanted.identity())) {
                Configuration merged = new Configuration(
                        known.id(),
                        known.kind(),
                        known.identity(),
                        wanted.name(),
                        wanted.settings(),
                        wanted.secretSettings(),
                        wanted.enabled(),
                        known.createdAt());
                Stored stored = new Stored(merged, row.condition());
                rows.put(known.id(), stored);
                return stored;
            }
        }
        Stored stored = new Stored(wanted, Condition.fresh(wanted.createdAt()));
        rows.put(wanted.id(), stored);
        return stored;
    }

    @Override
    public void record(String id, Condition condition, List<PendingChange> causes) {
        writing.run();
        write(id, condition, causes);
    }

    private synchronized void write(String id, Condition condition, List<PendingChange> causes) {
        Stored row = rows.get(id);
        if (row != null) {
            changes.addAll(causes);
            rows.put(id, new Stored(row.configuration(), condition));
        }
    }

    @Override
    public synchronized void remove(String id, List<PendingChange> causes) {
        if (rows.remove(id) != null) {
            changes.addAll(causes);
        }
    }
}
