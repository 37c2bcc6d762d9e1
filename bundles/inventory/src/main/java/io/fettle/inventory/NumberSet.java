package io.fettle.inventory;

/**
 * A sorted set of item numbers as bytes: version 1, how many, then the distance of each from its predecessor. About 1.3
 * bytes a package where the fleet's items were interned computer by computer.
 */
final class NumberSet {
    private static final int VERSION = 1;

    private NumberSet() {}

    /** @param sorted strictly ascending, none negative */
    static byte[] encode(int[] sorted) {
        ByteWriter out = new ByteWriter().version(VERSION).number(sorted.length);
        int previous = -1;
        for (int number : sorted) {
            if (number <= previous) {
                throw new IllegalArgumentException("Item numbers must ascend");
            }
            out.number(number - previous - 1);
            previous = number;
        }
        return out.toBytes();
    }

    static int[] decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, VERSION);
        int[] numbers = new int[in.size()];
        int previous = -1;
        for (int i = 0; i < numbers.length; i++) {
            previous = Math.addExact(Math.addExact(previous, in.number()), 1);
            numbers[i] = previous;
        }
        in.end();
        return numbers;
    }
}
