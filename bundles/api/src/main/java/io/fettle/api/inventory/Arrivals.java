package io.fettle.api.inventory;

/**
 * Since when a computer has those packages that it did not have when it first reported: an update goes on from when the
 * package came, under whatever version; a package that had been away altogether comes anew. Immutable and thread-safe.
 */
public interface Arrivals {
    /** Everything was there from the first. */
    Arrivals NONE = each -> {};

    /** In ascending order of item numbers. */
    void forEach(Each each);

    /** Takes one arrival. */
    interface Each {
        /** @param day number of days since the epoch, in UTC */
        void accept(int item, int day);
    }
}
