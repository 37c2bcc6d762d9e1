package io.fettle.protocol;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Damaged copies, the same ones for the same seed. */
final class Mutations {
    private Mutations() {}

    static Stream<byte[]> of(byte[] good, int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> damage(good, random));
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bad = good.clone();
        switch (random.nextInt(4)) {
            case 0 -> bad = Arrays.copyOf(bad, random.nextInt(bad.length + 1));
            case 1 -> {
                int from = random.nextInt(bad.length);
                int to = from + random.nextInt(bad.length - from);
                byte[] part = Arrays.copyOfRange(bad, from, to);
                int at = random.nextInt(bad.length);
                byte[] longer = new byte[bad.length + part.length];
                System.arraycopy(bad, 0, longer, 0, at);
                System.arraycopy(part, 0, longer, at, part.length);
                System.arraycopy(bad, at, longer, at + part.length, bad.length - at);
                bad = longer;
            }
            default -> {
                for (int n = 1 + random.nextInt(4); n > 0; n--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return bad;
    }

    /** The damage may go unnoticed where it left the format whole; nothing but the two named failures may come out. */
    static void onlyMalformed(Runnable read) {
        try {
            read.run();
        } catch (MalformedMessageException | BadSignatureException expected) {
            // This is what callers are prepared for.
        }
    }
}
