package io.fettle.spi.store;

import io.fettle.api.Digest;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.SoftwareItem;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps what is interned once for the fleet: software items and apt setups, both under dense numbers that are given by
 * the caller (the inventory bundle, the only one) and never reused. Rows are added, never changed. They are nobody's
 * news, so no change rows go with them. Each write is one transaction. Thread-safe; blocks.
 */
public interface ItemStore {

    /** Hands over every item, in any order. */
    void readItems(Consumer<ItemRow> reader);

    /** Adds items. A number that is taken fails the whole call. */
    void insertItems(List<ItemRow> items);

    /** Hands over every setup, in any order. */
    void readSetups(Consumer<SetupRow> reader);

    /** Adds setups. A number or digest that is taken fails the whole call. */
    void insertSetups(List<SetupRow> setups);

    /** All texts of the item are at most 256 characters, its relations {@link Inventory#MAX_RELATIONS}. */
    record ItemRow(int number, SoftwareItem item) {}

    /**
     * How a package manager is set up.
     *
     * @param digest of the content
     * @param content opaque to the store; at most {@link #MAX_CONTENT} bytes
     */
    record SetupRow(int number, Digest digest, byte[] content) {
        public static final int MAX_CONTENT = 4_194_304;
    }
}
