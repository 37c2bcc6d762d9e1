package io.fettle.testkit.wan;

import java.util.SplittableRandom;

/** Turns bits round in one direction of one connection. For one thread. */
final class Noise {
    private static final int BITS = 8;

    private final SplittableRandom random;
    private int oneIn;
    private long gap;

    Noise(SplittableRandom random) {
        this.random = random;
    }

    void disturb(byte[] bytes, int length, int oneByteIn) {
        if (oneByteIn != oneIn) {
            oneIn = oneByteIn;
            gap = next();
        }
        if (oneIn == 0) {
            return;
        }
        while (gap < length) {
            bytes[(int) gap] ^= (byte) (1 << random.nextInt(BITS));
            gap += 1 + next();
        }
        gap -= length;
    }

    private long next() {
        return oneIn == 0 ? 0 : random.nextInt(2 * oneIn);
    }
}
