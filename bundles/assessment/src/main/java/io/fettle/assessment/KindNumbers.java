package io.fettle.assessment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Which kinds of computers ever had which item. Most items belong to one release, so most kinds need not be asked about
 * them; a kind that has an item no more is asked in vain. Not thread-safe.
 */
final class KindNumbers {
    private final Map<Kind, Integer> numbers = new HashMap<>();
    private final List<BitSet> byItem = new ArrayList<>();

    int numberOf(Kind kind) {
        return numbers.computeIfAbsent(kind, k -> numbers.size());
    }

    void add(int item, int kind) {
        while (byItem.size() <= item) {
            byItem.add(new BitSet());
        }
        byItem.get(item).set(kind);
    }

    void forEachOf(int item, IntConsumer each) {
        if (item < byItem.size()) {
            BitSet kinds = byItem.get(item);
            for (int kind = kinds.nextSetBit(0); kind >= 0; kind = kinds.nextSetBit(kind + 1)) {
                each.accept(kind);
            }
        }
    }
}
