package io.fettle.spi.store;

import io.fettle.api.Digest;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps computers and their inventories. The inventory bundle is the only caller: it reads everything once at start and
 * answers from memory afterwards. Each write is one transaction, together with the change rows it is given; all lists
 * may be empty. Thread-safe; blocks.
 */
public interface ComputerStore {

    /** Every computer that ever joined, removed ones included, by ordinal. */
    List<ComputerRow> computers();

    /** Hands over every inventory, one at a time, in any order. */
    void readInventories(Consumer<InventoryRow> reader);

    /** Adds new computers. An id or ordinal that is taken fails the whole call. */
    void insert(List<ComputerRow> computers, List<PendingChange> changes);

    /**
     * Overwrites office, groups and state of known computers (by ordinal). The inventory of one that is now
     * {@code REMOVED} is deleted in the same transaction.
     */
    void update(List<ComputerRow> computers, List<PendingChange> changes);

    /** Adds or replaces inventories, at most one per ordinal. */
    void saveInventories(List<InventoryRow> inventories, List<PendingChange> changes);

    /** Last-seen times of many computers at once; they are no news, so they cause no changes. */
    void saveSeen(List<SeenRow> seen);

    /**
     * A computer.
     *
     * @param ordinal dense, unique, never reused
     * @param groups at most 20 names of at most 100 characters
     * @param via {@code direct} or a relay id, at most 64 characters
     */
    record ComputerRow(
            ComputerId id,
            int ordinal,
            String officeId,
            List<String> groups,
            Computer.State state,
            boolean demo,
            Instant enrolledAt,
            Optional<Instant> lastSeenAt,
            String via) {
        public ComputerRow {
            groups = List.copyOf(groups);
        }
    }

    /**
     * One computer's inventory. The byte strings are opaque to the store, deterministic, and start with a version.
     *
     * @param digest what the computer calls this inventory
     * @param setup number of its apt setup, or -1
     * @param items its item numbers, compressed; at most {@link #MAX_ITEMS} bytes
     * @param held those of them that are held; at most {@link #MAX_ITEMS} bytes
     * @param facts at most {@link #MAX_FACTS} bytes
     * @param simulation empty where there is none; at most {@link #MAX_SIMULATION} bytes
     * @param arrivals when those items came that were not in its first inventory; at most {@link #MAX_ARRIVALS} bytes
     */
    record InventoryRow(
            int ordinal,
            Digest digest,
            Instant at,
            int setup,
            byte[] items,
            byte[] held,
            byte[] facts,
            byte[] simulation,
            byte[] arrivals) {
        public static final int MAX_ITEMS = 262_144;
        public static final int MAX_FACTS = 32_768;
        public static final int MAX_SIMULATION = 2_097_152;
        public static final int MAX_ARRIVALS = 524_288;

        /** Of a computer on which everything was there from the first. */
        public InventoryRow(
                int ordinal,
                Digest digest,
                Instant at,
                int setup,
                byte[] items,
                byte[] held,
                byte[] facts,
                byte[] simulation) {
            this(ordinal, digest, at, setup, items, held, facts, simulation, new byte[0]);
        }

        /** The same, with when its items came. */
        public InventoryRow withArrivals(byte[] came) {
            return new InventoryRow(ordinal, digest, at, setup, items, held, facts, simulation, came);
        }
    }

    /** When and through whom a computer was last heard of. */
    record SeenRow(int ordinal, Instant at, String via) {}
}
