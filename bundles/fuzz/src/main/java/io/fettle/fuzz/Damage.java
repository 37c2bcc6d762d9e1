package io.fettle.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Seeded damage to good input, for fuzz tests: bytes changed, cut out, doubled, cut off. As many rounds as the caller
 * wants, times the system property {@code fettle.fuzz.factor}.
 */
public final class Damage {
    private static final byte[] TELLING = "\"{}[],:-0\n\t<>(#\\\0\u007f".getBytes(StandardCharsets.US_ASCII);

    private final Random random;

    Damage(long seed) {
        this.random = new Random(seed);
    }

    /** Takes one damaged copy; an exception of any kind is a finding. */
    public interface Trial {
        void run(byte[] damaged) throws IOException;
    }

    public static void each(byte[] good, long seed, int rounds, Trial trial) {
        Damage damage = new Damage(seed);
        for (int round = 0; round < times(rounds); round++) {
            byte[] damaged = damage.of(good);
            try {
                trial.run(damaged);
            } catch (IOException | RuntimeException | StackOverflowError e) {
                throw new AssertionError(
                        "Round " + round + " of seed " + seed + " failed otherwise than declared: "
                                + new String(damaged, StandardCharsets.ISO_8859_1),
                        e);
            }
        }
    }

    static int times(int rounds) {
        return Math.multiplyExact(rounds, Integer.getInteger("fettle.fuzz.factor", 1));
    }

    byte[] of(byte[] good) {
        byte[] bytes = good.clone();
        for (int hits = 1 + random.nextInt(4); hits > 0 && bytes.length > 1; hits--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = without(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(20)));
                default -> bytes = doubled(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(200)));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return shorter;
    }

    private static byte[] doubled(byte[] bytes, int from, int to) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + (to - from));
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }
}
