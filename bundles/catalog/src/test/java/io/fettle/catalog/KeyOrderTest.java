package io.fettle.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    @Test
    void orderIsThatOfTheBytes() {
        Random random = new Random(20261128);
        byte[][] keys = IntStream.range(0, 20_000)
                .mapToObj(i -> key(random, random.nextInt(12)))
                .toArray(byte[][]::new);
        Integer[] wanted = IntStream.range(0, keys.length).boxed().toArray(Integer[]::new);
        Arrays.sort(wanted, Comparator.comparing((Integer i) -> keys[i], Arrays::compareUnsigned));
        assertThat(KeyOrder.of(keys))
                .containsExactly(Arrays.stream(wanted).mapToInt(i -> i).toArray());
    }

    /** Of few different bytes, zeros and negative ones among them, so that many keys are equal or begin alike. */
    private static byte[] key(Random random, int length) {
        byte[] key = new byte[length];
        for (int i = 0; i < length; i++) {
            key[i] = new byte[] {0, 1, 127, -128, -1}[random.nextInt(5)];
        }
        return key;
    }
}
