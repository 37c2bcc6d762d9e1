package io.fettle.inventory;

import java.util.function.IntConsumer;

/**
 * A sorted set of item numbers as bytes: version 1, how many, then the distance of each from its predecessor. About 1.3
 * bytes a package where the fleet's items were interned computer by computer.
 */
final class NumberSet {
    private static final int VERSION = 1;

    private NumberSet() {}

    /** @param sorted strictly ascending, none negative */
    static byte[] encode(int[] sorted) {
        ByteWriter out = new ByteWriter().version(VERSION);
        write(out, sorted);
        return out.toBytes();
    }

    /** Without a version, as a part of something else. */
    static void write(ByteWriter out, int[] sorted) {
        out.number(sorted.length);
        int previous = -1;
        for (int number : sorted) {
            if (number <= previous) {
                throw new IllegalArgumentException("Item numbers must ascend");
            }
            out.number(number - previous - 1);
            previous = number;
        }
    }

    static int[] decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, VERSION);
        int[] numbers = read(in);
        in.end();
        return numbers;
    }

    static int size(byte[] bytes) {
        return new ByteReader(bytes, VERSION).size();
    }

    /** In ascending order. */
    static void forEach(byte[] bytes, IntConsumer each) {
        ByteReader in = new ByteReader(bytes, VERSION);
        forEach(in, in.size(), each);
        in.end();
    }

    private static void forEach(ByteReader in, int size, IntConsumer each) {
        int previous = -1;
        for (int i = 0; i < size; i++) {
            long number = previous + 1L + Integer.toUnsignedLong(in.number());
            if (number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("Stored item number is out of range");
            }
            previous = (int) number;
            each.accept(previous);
        }
    }

    /** What {@link #write} wrote. */
    static int[] read(ByteReader in) {
        int[] numbers = new int[in.size()];
        int[] next = new int[1];
        forEach(in, numbers.length, number -> numbers[next[0]++] = number);
        return numbers;
    }
}
