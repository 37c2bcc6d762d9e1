package io.fettle.demo;

import java.util.SplittableRandom;

/** Numbers that depend on nothing but a seed and what they are for, so that no choice disturbs another. */
final class Chance {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final SplittableRandom random;

    private Chance(long state) {
        random = new SplittableRandom(state);
    }

    static Chance of(long seed, String... purpose) {
        long hash = FNV_OFFSET ^ seed;
        for (String part : purpose) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ '/') * FNV_PRIME;
        }
        return new Chance(hash);
    }

    boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From {@code from} to {@code to}, both included. */
    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /** The number of the share that a throw falls on; shares need not add up to 100. */
    int share(int... shares) {
        int sum = 0;
        for (int share : shares) {
            sum += share;
        }
        int thrown = random.nextInt(sum);
        for (int i = 0; i < shares.length; i++) {
            thrown -= shares[i];
            if (thrown < 0) {
                return i;
            }
        }
        throw new IllegalStateException("A throw is below the sum of the shares");
    }

    long any() {
        return random.nextLong();
    }
}
