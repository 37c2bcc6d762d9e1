package io.fettle.assessment.fleet;

import io.fettle.api.inventory.ItemSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Which kinds of computers ever had which item. Most items belong to one release, so most kinds need not be asked about
 * them; a kind that has an item no more is asked in vain. So is one that got the number of a kind that is gone, about items
 * of that one. Not thread-safe.
 */
public final class KindNumbers {
    private final Map<Kind, Integer> numbers = new HashMap<>();
    private final BitSet free = new BitSet();
    private final List<BitSet> byItem = new ArrayList<>();

    /** Below the greatest number of kinds that there ever were at once. */
    public int numberOf(Kind kind) {
        Integer known = numbers.get(kind);
        if (known != null) {
            return known;
        }
        int next = free.isEmpty() ? numbers.size() : free.nextSetBit(0);
        free.clear(next);
        numbers.put(kind, next);
        return next;
    }

    /** Nobody is of this kind any more; another may have its number. @param items that the last one had */
    void release(Kind kind, ItemSet items) {
        Integer number = numbers.remove(kind);
        if (number != null) {
            free.set(number);
            items.forEach(item -> clear(item, number));
        }
    }

    private void clear(int item, int number) {
        if (item < byItem.size()) {
            byItem.get(item).clear(number);
        }
    }

    public int size() {
        return numbers.size();
    }

    void add(int item, int kind) {
        while (byItem.size() <= item) {
            byItem.add(new BitSet());
        }
        byItem.get(item).set(kind);
    }

    public void forEachOf(int item, IntConsumer each) {
        if (item < byItem.size()) {
            BitSet kinds = byItem.get(item);
            for (int kind = kinds.nextSetBit(0); kind >= 0; kind = kinds.nextSetBit(kind + 1)) {
                each.accept(kind);
            }
        }
    }
}
