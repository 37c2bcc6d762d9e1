package io.fettle.persistence.inventory;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.Computer;
import io.fettle.persistence.Chunks;
import io.fettle.persistence.Database;
import io.fettle.persistence.StoreCode;
import io.fettle.persistence.Unit;
import io.fettle.spi.store.ComputerStore;
import io.fettle.spi.store.PendingChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Computers and their inventories in the database. What computers cause by themselves shares commits. */
@Component
public final class JpaComputerStore implements ComputerStore {
    private static final String ALL = "select c from Computer c where c.ordinal > :after order by c.ordinal";
    private static final String SOME = "select c from Computer c where c.ordinal in :ordinals";
    private static final String INVENTORIES = "select i from Inventory i where i.ordinal > :after order by i.ordinal";
    private static final String FORGET = "delete from Inventory i where i.ordinal in :ordinals";

    private final Database database;

    @Activate
    public JpaComputerStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<ComputerRow> computers() {
        List<ComputerRow> rows = new ArrayList<>();
        Chunks.each(
                -1,
                after -> after(ALL, ComputerEntity.class, after),
                ComputerEntity::ordinal,
                computer -> rows.add(computer.toRow()));
        return rows;
    }

    @Override
    public void readInventories(Consumer<InventoryRow> reader) {
        Chunks.each(
                -1,
                after -> after(INVENTORIES, InventoryEntity.class, after),
                InventoryEntity::ordinal,
                inventory -> reader.accept(inventory.toRow()));
    }

    private <E> List<E> after(String query, Class<E> entity, int ordinal) {
        return database.read(em -> em.createQuery(query, entity)
                .setParameter("after", ordinal)
                .setMaxResults(Chunks.SIZE)
                .getResultList());
    }

    @Override
    public void insert(List<ComputerRow> computers, List<PendingChange> changes) {
        List<ComputerEntity> added = computers.stream().map(ComputerEntity::new).toList();
        database.write(unit -> {
            added.forEach(unit.em()::persist);
            unit.record(changes);
        });
    }

    @Override
    public void update(List<ComputerRow> computers, List<PendingChange> changes) {
        Map<Integer, ComputerRow> wanted = byKey(computers, ComputerRow::ordinal);
        List<Integer> removed = computers.stream()
                .filter(computer -> computer.state() == Computer.State.REMOVED)
                .map(ComputerRow::ordinal)
                .toList();
        database.write(unit -> {
            change(unit.em(), wanted, ComputerEntity::place);
            Chunks.ofKeys(removed, ordinals -> unit.em()
                    .createQuery(FORGET)
                    .setParameter("ordinals", ordinals)
                    .executeUpdate());
            unit.record(changes);
        });
    }

    @Override
    public void saveInventories(List<InventoryRow> inventories, List<PendingChange> changes) {
        List<InventoryEntity> saved =
                inventories.stream().map(InventoryEntity::new).toList();
        database.writeGrouped(unit -> {
            saved.forEach(inventory -> save(unit, inventory));
            unit.record(changes);
        });
    }

    private static void save(Unit unit, InventoryEntity inventory) {
        int replaced =
                inventory.fill(unit.em().createQuery(InventoryEntity.REPLACE)).executeUpdate();
        if (replaced == 0) {
            unit.em().persist(inventory);
        }
    }

    @Override
    public void saveSeen(List<SeenRow> seen) {
        Map<Integer, SeenRow> byOrdinal = byKey(seen, SeenRow::ordinal);
        database.writeGrouped(unit -> change(unit.em(), byOrdinal, ComputerEntity::see));
    }

    private static <R> Map<Integer, R> byKey(List<R> rows, Function<R, Integer> key) {
        return rows.stream().collect(Collectors.toMap(key, Function.identity(), (first, last) -> last, HashMap::new));
    }

    private static <R> void change(EntityManager em, Map<Integer, R> wanted, Change<R> change) {
        Chunks.ofKeys(wanted.keySet().stream().sorted().toList(), ordinals -> {
            List<ComputerEntity> known = em.createQuery(SOME, ComputerEntity.class)
                    .setParameter("ordinals", ordinals)
                    .getResultList();
            if (known.size() < ordinals.size()) {
                throw new FettleException(
                        StoreCode.STORE_FAILED,
                        (ordinals.size() - known.size()) + " of the computers to change are not stored");
            }
            for (ComputerEntity computer : known) {
                R row = wanted.get(computer.ordinal());
                if (row != null) {
                    change.apply(computer, row);
                }
            }
        });
    }

    @FunctionalInterface
    private interface Change<R> {
        void apply(ComputerEntity computer, R row);
    }
}
