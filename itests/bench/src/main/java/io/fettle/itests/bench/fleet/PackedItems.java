package io.fettle.itests.bench.fleet;

import io.fettle.api.inventory.ItemSet;
import java.io.ByteArrayOutputStream;
import java.util.function.IntConsumer;

/** Items as the inventory has them in memory: the distance of each from its predecessor, 7 bits a byte. */
public final class PackedItems implements ItemSet {
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final int size;
    private final byte[] bytes;

    /** @param sorted strictly ascending */
    public PackedItems(int... sorted) {
        size = sorted.length;
        ByteArrayOutputStream out = new ByteArrayOutputStream(sorted.length + sorted.length / 2);
        int previous = -1;
        for (int number : sorted) {
            int rest = number - previous - 1;
            for (; rest > LOW_BITS; rest >>>= 7) {
                out.write(rest & LOW_BITS | MORE);
            }
            out.write(rest);
            previous = number;
        }
        bytes = out.toByteArray();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(IntConsumer each) {
        int number = -1;
        int at = 0;
        for (int i = 0; i < size; i++) {
            int distance = 0;
            int shift = 0;
            byte next = bytes[at++];
            for (; next < 0; next = bytes[at++]) {
                distance |= (next & LOW_BITS) << shift;
                shift += 7;
            }
            number += (distance | next << shift) + 1;
            each.accept(number);
        }
    }
}
