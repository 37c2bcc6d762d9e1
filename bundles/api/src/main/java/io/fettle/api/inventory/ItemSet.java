package io.fettle.api.inventory;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Numbers of software items, each once. Immutable and thread-safe. Whoever keeps one shares the memory of whoever gave it,
 * so that a fleet's inventories are in memory once.
 */
public interface ItemSet {
    /** Nothing. */
    ItemSet NONE = of();

    int size();

    /** In ascending order. */
    void forEach(IntConsumer each);

    default int[] toArray() {
        int[] numbers = new int[size()];
        int[] next = new int[1];
        forEach(number -> numbers[next[0]++] = number);
        return numbers;
    }

    /** @param sorted strictly ascending; must not be changed any more */
    static ItemSet of(int... sorted) {
        return new ItemSet() {
            @Override
            public int size() {
                return sorted.length;
            }

            @Override
            public void forEach(IntConsumer each) {
                Arrays.stream(sorted).forEach(each);
            }
        };
    }
}
