package io.fettle.persistence.inventory;

import static io.fettle.spi.store.ComputerStore.InventoryRow.MAX_ARRIVALS;
import static io.fettle.spi.store.ComputerStore.InventoryRow.MAX_FACTS;
import static io.fettle.spi.store.ComputerStore.InventoryRow.MAX_ITEMS;
import static io.fettle.spi.store.ComputerStore.InventoryRow.MAX_SIMULATION;

import io.fettle.api.Digest;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.ComputerStore.InventoryRow;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Query;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Inventory")
@Table(name = "inventory")
class InventoryEntity {
    /** Overwrites without reading the old one, which can be large and is of no interest. */
    static final String REPLACE = "update Inventory i set i.digest = :digest, i.at = :at, i.setup = :setup,"
            + " i.items = :items, i.held = :held, i.facts = :facts, i.simulation = :simulation,"
            + " i.arrivals = :arrivals"
            + " where i.ordinal = :ordinal";

    @Id
    @Column(name = "ordinal")
    private int ordinal;

    @Column(name = "digest")
    private String digest;

    @Column(name = "taken_at")
    private long at;

    @Column(name = "setup")
    private int setup;

    @Column(name = "items")
    private byte[] items;

    @Column(name = "held")
    private byte[] held;

    @Column(name = "facts")
    private byte[] facts;

    @Column(name = "simulation")
    private byte[] simulation;

    /** Null in rows that were written before anybody asked when items came. */
    @Column(name = "arrivals")
    private byte @Nullable [] arrivals;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    InventoryEntity() {}

    InventoryEntity(InventoryRow row) {
        this.ordinal = row.ordinal();
        this.digest = row.digest().hex();
        this.at = Times.toStored(row.at());
        this.setup = row.setup();
        this.items = Texts.storable(row.items(), MAX_ITEMS, "item set of a computer");
        this.held = Texts.storable(row.held(), MAX_ITEMS, "held items of a computer");
        this.facts = Texts.storable(row.facts(), MAX_FACTS, "facts of a computer");
        this.simulation = Texts.storable(row.simulation(), MAX_SIMULATION, "simulation of a computer");
        this.arrivals = Texts.storable(row.arrivals(), MAX_ARRIVALS, "arrivals of a computer");
    }

    Query fill(Query replace) {
        return replace.setParameter("ordinal", ordinal)
                .setParameter("digest", digest)
                .setParameter("at", at)
                .setParameter("setup", setup)
                .setParameter("items", items)
                .setParameter("held", held)
                .setParameter("facts", facts)
                .setParameter("simulation", simulation)
                .setParameter("arrivals", arrivals);
    }

    int ordinal() {
        return ordinal;
    }

    InventoryRow toRow() {
        return new InventoryRow(
                ordinal,
                new Digest(digest),
                Times.fromStored(at),
                setup,
                items,
                held,
                facts,
                simulation,
                arrivals == null ? new byte[0] : arrivals);
    }
}
