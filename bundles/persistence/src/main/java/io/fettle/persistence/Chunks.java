package io.fettle.persistence;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Goes through a table by its key, so that the whole of it is never in memory and no cursor stays open. */
public final class Chunks {
    /** How many rows one query fetches, and how many keys one query names. */
    public static final int SIZE = 500;

    private Chunks() {}

    /**
     * @param start a key before the first
     * @param after rows after a key, by key, at most {@link #SIZE}
     */
    public static <K, E> void each(K start, Function<K, List<E>> after, Function<E, K> key, Consumer<E> reader) {
        List<E> chunk = after.apply(start);
        while (!chunk.isEmpty()) {
            chunk.forEach(reader);
            if (chunk.size() < SIZE) {
                return;
            }
            chunk = after.apply(key.apply(chunk.get(chunk.size() - 1)));
        }
    }

    /** Hands the keys over in lists that one query can take. */
    public static <K> void ofKeys(List<K> keys, Consumer<List<K>> reader) {
        for (int from = 0; from < keys.size(); from += SIZE) {
            reader.accept(keys.subList(from, Math.min(keys.size(), from + SIZE)));
        }
    }
}
