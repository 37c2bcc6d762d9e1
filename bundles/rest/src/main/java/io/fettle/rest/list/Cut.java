package io.fettle.rest.list;

import java.util.List;

/** The first of what may be many, within another answer. @param total how many there are in all */
public record Cut<T>(List<T> items, long total) {
    public static <T> Cut<T> of(List<T> all, int most) {
        return new Cut<>(all.stream().limit(most).toList(), all.size());
    }
}
