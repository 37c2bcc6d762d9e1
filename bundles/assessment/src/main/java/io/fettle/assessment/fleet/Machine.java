package io.fettle.assessment.fleet;

import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.ItemSet;
import io.fettle.assessment.lifecycle.Release;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A computer as the index knows it.
 *
 * @param kind empty where it has no apt setup or no inventory
 * @param platform see {@link Platforms}
 * @param release empty where there is no inventory
 * @param items its item numbers, in the inventory's own memory
 * @param held those of them that are held, sorted
 * @param basis of its dry run; empty where there is none
 */
public record Machine(
        ComputerId id,
        int ordinal,
        String officeId,
        List<String> groups,
        boolean rebootRequired,
        boolean hasInventory,
        Optional<Kind> kind,
        String platform,
        Optional<Release> release,
        ItemSet items,
        int[] held,
        String basis) {

    public int installed() {
        return items.size();
    }

    public boolean holds(int item) {
        return Arrays.binarySearch(held, item) >= 0;
    }
}
