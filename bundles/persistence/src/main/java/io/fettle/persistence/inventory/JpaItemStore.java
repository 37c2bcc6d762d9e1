package io.fettle.persistence.inventory;

import io.fettle.persistence.Chunks;
import io.fettle.persistence.Database;
import io.fettle.spi.store.ItemStore;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is interned once for the fleet, in the database. */
@Component
public final class JpaItemStore implements ItemStore {
    private static final String ITEMS = "select i from Item i where i.number > :after order by i.number";
    private static final String SETUPS = "select s from Setup s where s.number > :after order by s.number";

    private final Database database;

    @Activate
    public JpaItemStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void readItems(Consumer<ItemRow> reader) {
        Chunks.each(
                -1,
                after -> after(ITEMS, ItemEntity.class, after),
                ItemEntity::number,
                item -> reader.accept(item.toRow()));
    }

    @Override
    public void insertItems(List<ItemRow> items) {
        insert(items.stream().map(ItemEntity::new).toList());
    }

    @Override
    public void readSetups(Consumer<SetupRow> reader) {
        Chunks.each(
                -1,
                after -> after(SETUPS, SetupEntity.class, after),
                SetupEntity::number,
                setup -> reader.accept(setup.toRow()));
    }

    @Override
    public void insertSetups(List<SetupRow> setups) {
        insert(setups.stream().map(SetupEntity::new).toList());
    }

    /** Shares commits, because it goes before inventories, which do. */
    private void insert(List<?> entities) {
        database.writeGrouped(unit -> entities.forEach(unit.em()::persist));
    }

    private <E> List<E> after(String query, Class<E> entity, int number) {
        return database.read(em -> em.createQuery(query, entity)
                .setParameter("after", number)
                .setMaxResults(Chunks.SIZE)
                .getResultList());
    }
}
