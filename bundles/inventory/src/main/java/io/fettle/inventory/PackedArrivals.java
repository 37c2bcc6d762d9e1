package io.fettle.inventory;

import io.fettle.api.inventory.Arrivals;
import java.util.SortedMap;

/**
 * Arrivals, read out of their stored bytes; takes no memory of its own. Version 1: their number, then for each the distance
 * of its item from the one before, and its day. No bytes at all stand for no arrivals.
 */
final class PackedArrivals implements Arrivals {
    private static final int VERSION = 1;
    private static final byte[] NOTHING = {};

    private final byte[] bytes;

    private PackedArrivals(byte[] bytes) {
        this.bytes = bytes;
    }

    static Arrivals of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new PackedArrivals(bytes);
    }

    static byte[] pack(SortedMap<Integer, Integer> dayByItem) {
        if (dayByItem.isEmpty()) {
            return NOTHING;
        }
        ByteWriter out = new ByteWriter().version(VERSION).number(dayByItem.size());
        int previous = -1;
        for (var arrival : dayByItem.entrySet()) {
            out.number(arrival.getKey() - previous - 1).number(arrival.getValue());
            previous = arrival.getKey();
        }
        return out.toBytes();
    }

    @Override
    public void forEach(Each each) {
        ByteReader in = new ByteReader(bytes, VERSION);
        int size = in.size();
        int previous = -1;
        for (int i = 0; i < size; i++) {
            previous = next(previous, in.number());
            each.accept(previous, in.number());
        }
        in.end();
    }

    private static int next(int previous, int distance) {
        try {
            return Math.addExact(Math.addExact(previous, distance), 1);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("Arrivals have an impossible item", e);
        }
    }
}
