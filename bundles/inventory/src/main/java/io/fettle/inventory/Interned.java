package io.fettle.inventory;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.InventoryError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Things that exist once for the fleet, under dense numbers. New ones are {@linkplain Draft drafted}, stored, and only
 * then added, so that nobody sees a number that a restart would not know. Readers need no lock; writers are serialised by
 * their caller.
 */
final class Interned<T> {
    private final String what;
    private final int max;
    private final Map<T, Integer> numbers = new HashMap<>();
    private volatile Object[] values = new Object[1024];
    private volatile int size;

    Interned(String what, int max) {
        this.what = what;
        this.max = max;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    T get(int number) {
        if (number < 0 || number >= size) {
            throw new IllegalArgumentException("There is no " + what + " " + number);
        }
        return (T) values[number];
    }

    /** While loading: stored values come in any order, and every number up to the highest must come. */
    void load(Map<Integer, T> stored) {
        List<T> inOrder = new ArrayList<>(stored.size());
        for (int number = 0; number < stored.size(); number++) {
            T value = stored.get(number);
            if (value == null) {
                throw new IllegalStateException("The store has no " + what + " " + number + ", but later ones");
            }
            inOrder.add(value);
        }
        add(inOrder);
    }

    Draft draft() {
        return new Draft();
    }

    private void add(List<T> added) {
        Object[] grown = values;
        if (size + added.size() > grown.length) {
            grown = Arrays.copyOf(grown, Math.max(size + added.size(), grown.length * 2));
        }
        int number = size;
        for (T value : added) {
            numbers.put(value, number);
            grown[number++] = value;
        }
        values = grown;
        size = number;
    }

    /** Numbers for values, known and new. Used by one writer at a time. */
    final class Draft {
        private final Map<T, Integer> added = new LinkedHashMap<>();

        boolean knows(T value) {
            return numbers.containsKey(value) || added.containsKey(value);
        }

        int numberOf(T value) {
            Integer known = numbers.get(value);
            if (known != null) {
                return known;
            }
            Integer drafted = added.get(value);
            if (drafted != null) {
                return drafted;
            }
            int number = size + added.size();
            if (number >= max) {
                throw new FettleException(
                        InventoryError.FLEET_FULL,
                        "The fleet has " + max + " kinds of " + what + "; this server takes no more. Remove computers"
                                + " that report nonsense, or ask for a bigger limit");
            }
            added.put(value, number);
            return number;
        }

        /** The new values by number. */
        Map<T, Integer> added() {
            return added;
        }

        void publish() {
            add(new ArrayList<>(added.keySet()));
            added.clear();
        }
    }
}
