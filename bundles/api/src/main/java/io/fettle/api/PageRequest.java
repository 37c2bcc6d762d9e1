package io.fettle.api;

/** Which part of a list: {@code limit} items from {@code offset} on. */
public record PageRequest(int offset, int limit) {
    public static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A page starts at 0 or later and has 1 to " + MAX_LIMIT + " items");
        }
    }

    public static PageRequest first(int limit) {
        return new PageRequest(0, limit);
    }
}
