package io.fettle.api;

import java.util.List;
import java.util.function.Function;

/** Part of a list, and how long the whole list is. */
public record Page<T>(List<T> items, long total) {
    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<R>(items.stream().<R>map(change).toList(), total);
    }
}
