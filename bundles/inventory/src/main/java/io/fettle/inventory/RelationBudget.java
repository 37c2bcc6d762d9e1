package io.fettle.inventory;

import io.fettle.api.inventory.SoftwareItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How much of what computers say of their packages' relations is kept: so many characters of each computer's new items since
 * the server started, and so many of all items together. Beyond that items are kept without, and what depends on what is not
 * known there. One writer at a time: it begins, spends, and keeps what it spent once that is durable.
 */
final class RelationBudget {
    /** As much as all of Debian's main says four times over. */
    static final long USUAL_OF_ALL = 64L << 20;
    /** Some years of updates of a computer with thousands of packages. */
    static final int USUAL_OF_EACH = 4 << 20;

    private final long ofAll;
    private final int ofEach;
    private final Map<Integer, Integer> spentBy = new HashMap<>();
    private final Map<Integer, Integer> spending = new HashMap<>();
    private final Set<Integer> over = new HashSet<>();
    private long spent;
    private long pending;

    RelationBudget(Interned<SoftwareItem> items, long ofAll, int ofEach) {
        this.ofAll = ofAll;
        this.ofEach = ofEach;
        spent = IntStream.range(0, items.size())
                .mapToLong(number -> length(items.get(number)))
                .sum();
    }

    static RelationBudget usual(Interned<SoftwareItem> items) {
        return new RelationBudget(items, USUAL_OF_ALL, USUAL_OF_EACH);
    }

    /** Whatever was spent and not kept is there again. */
    void begin() {
        spending.clear();
        pending = 0;
    }

    /** Whether what the new item of a computer says is kept. */
    boolean spend(int computer, SoftwareItem item) {
        int length = length(item);
        int own = spentBy.getOrDefault(computer, 0) + spending.getOrDefault(computer, 0);
        if (own + length > ofEach || spent + pending + length > ofAll) {
            return false;
        }
        if (length > 0) {
            spending.merge(computer, length, Integer::sum);
            pending += length;
        }
        return true;
    }

    void keep() {
        spending.forEach((computer, length) -> spentBy.merge(computer, length, Integer::sum));
        spent += pending;
        begin();
    }

    /** True once for each computer, so that it can be told without filling a log. */
    boolean isFirstOver(int computer) {
        return over.add(computer);
    }

    @Override
    public String toString() {
        return ofEach + " characters of each computer, " + ofAll + " of all, " + spent + " are kept";
    }

    private static int length(SoftwareItem item) {
        return item.relations().text().length();
    }
}
