package io.fettle.assessment.fleet;

import io.fettle.api.inventory.Arrivals;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.ItemSet;
import io.fettle.api.inventory.Platforms;
import io.fettle.assessment.lifecycle.Release;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A computer as the index knows it.
 *
 * @param hostname empty where it has not said it
 * @param kind empty where it has no apt setup or no inventory
 * @param platform see {@link Platforms}
 * @param release empty where there is no inventory
 * @param items its item numbers, in the inventory's own memory
 * @param held those of them that are held, sorted
 * @param enrolledDay the day of the epoch on which it joined
 * @param arrivals when those items came that it did not have from the first
 * @param basis of its dry run; empty where there is none
 */
public record Machine(
        ComputerId id,
        int ordinal,
        String hostname,
        String officeId,
        List<String> groups,
        boolean rebootRequired,
        boolean hasInventory,
        Optional<Kind> kind,
        String platform,
        Optional<Release> release,
        ItemSet items,
        int[] held,
        int enrolledDay,
        Arrivals arrivals,
        String basis) {

    public int installed() {
        return items.size();
    }

    /** Gives the day since which it has an item: when the item came, or else when it joined itself. */
    public IntUnaryOperator since() {
        if (arrivals == Arrivals.NONE) {
            return item -> enrolledDay;
        }
        Map<Integer, Integer> days = new HashMap<>();
        arrivals.forEach((item, day) -> days.put(item, Math.max(day, enrolledDay)));
        return item -> days.getOrDefault(item, enrolledDay);
    }

    /** @param text in lower case */
    public boolean isCalled(String text) {
        return hostname.toLowerCase(Locale.ROOT).contains(text) || id.value().contains(text);
    }

    public boolean holds(int item) {
        return Arrays.binarySearch(held, item) >= 0;
    }
}
