package io.fettle.assessment.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** One page of a long list, without sorting all of it. */
public final class FirstOfAll {
    private FirstOfAll() {}

    public static <T> List<T> of(List<T> all, Comparator<T> order, int offset, int limit) {
        int wanted = (int) Math.min((long) offset + limit, all.size());
        if (wanted <= offset) {
            return List.of();
        }
        PriorityQueue<T> first = new PriorityQueue<>(wanted, order.reversed());
        for (T one : all) {
            if (first.size() < wanted) {
                first.add(one);
            } else if (order.compare(one, first.element()) < 0) {
                first.remove();
                first.add(one);
            }
        }
        List<T> sorted = new ArrayList<>(first);
        sorted.sort(order);
        return sorted.subList(offset, wanted);
    }
}
