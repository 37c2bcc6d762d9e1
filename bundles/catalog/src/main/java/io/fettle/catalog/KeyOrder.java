package io.fettle.catalog;

import java.util.Arrays;
import java.util.Comparator;

/** The order of keys by their bytes, unsigned, equal ones as they came. Most pairs differ within their first eight bytes. */
final class KeyOrder {
    private static final Comparator<Key> ORDER = (a, b) -> {
        int heads = Long.compareUnsigned(a.head, b.head);
        return heads != 0 ? heads : Arrays.compareUnsigned(a.bytes, b.bytes);
    };

    private KeyOrder() {}

    private record Key(long head, byte[] bytes, int number) {}

    /** @return the positions of the keys, the smallest key's first */
    static int[] of(byte[][] keys) {
        Key[] sorted = new Key[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = new Key(head(keys[i]), keys[i], i);
        }
        Arrays.sort(sorted, ORDER);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = sorted[i].number;
        }
        return order;
    }

    /** The first eight bytes, with zeros after a shorter key: it comes before all that it begins. */
    private static long head(byte[] key) {
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            head = head << Byte.SIZE | (i < key.length ? key[i] & 0xff : 0);
        }
        return head;
    }
}
