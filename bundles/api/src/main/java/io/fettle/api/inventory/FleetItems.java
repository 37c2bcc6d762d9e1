package io.fettle.api.inventory;

import java.util.Optional;

/**
 * The fleet in the shape that evaluation needs: dense ordinals, item numbers, setups interned once. Thread-safe;
 * answered from memory.
 */
public interface FleetItems {
    SoftwareItem item(int item);

    /** Item numbers run from 0 to this, exclusive. */
    int itemCount();

    PackageSetup setup(int setup);

    int setupCount();

    /** Present for every computer that is active and has an inventory. One in quarantine counts for nothing yet. */
    Optional<ComputerItems> of(int ordinal);

    /**
     * When the computer's inventory was last known to be right, in milliseconds of the epoch: it was taken in, or the
     * computer checked in with nothing new. 0 for a computer without one.
     */
    long confirmedAtMillis(int ordinal);

    /** Ordinals run from 0 to this, exclusive. */
    int ordinalCount();

    /**
     * Returns when everything that was durable when it was called can be seen here. A change's row may be readable a
     * moment before its data are; who follows the change log calls this in between. Waits at most 30 s.
     */
    void settle();

    /**
     * One computer's state.
     *
     * @param setup number of its package manager's setup, or -1
     * @param items what is installed on it
     * @param held those of them that are held, sorted; must not be changed
     * @param arrivals since when it has what was not in its first inventory
     */
    record ComputerItems(
            ComputerId id,
            int ordinal,
            String officeId,
            int setup,
            ItemSet items,
            int[] held,
            Optional<Simulation> simulation,
            Arrivals arrivals) {
        /** Of a computer on which everything was there from the first. */
        public ComputerItems(
                ComputerId id,
                int ordinal,
                String officeId,
                int setup,
                ItemSet items,
                int[] held,
                Optional<Simulation> simulation) {
            this(id, ordinal, officeId, setup, items, held, simulation, Arrivals.NONE);
        }
    }
}
