package io.fettle.inventory;

import io.fettle.api.Digest;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.spi.store.ComputerStore.InventoryRow;

/**
 * One computer's inventory in memory: byte strings, no object per package. The host name alone is kept readable, because
 * lists are sorted by it.
 */
record HeldInventory(
        byte[] digest,
        long atMillis,
        int setup,
        byte[] items,
        byte[] held,
        byte[] facts,
        byte[] simulation,
        byte[] arrivals,
        String hostname) {

    static HeldInventory of(InventoryRow row) {
        ComputerFacts facts = FactsCodec.decode(row.facts());
        return new HeldInventory(
                row.digest().bytes(),
                row.at().toEpochMilli(),
                row.setup(),
                row.items(),
                row.held(),
                row.facts(),
                row.simulation(),
                row.arrivals(),
                facts.hostname());
    }

    Digest digestValue() {
        return Digest.ofHash(digest);
    }
}
