package io.fettle.inventory;

import io.fettle.api.inventory.Want;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the owner of one computer wants with its packages, where that is not simply to have them. As bytes it is the set of
 * held items, as it always was; only where there are other wishes it is version 2: held, to be removed, to be purged and
 * unknown, each as how many and the distance of each from its predecessor. Immutable.
 */
final class Selections {
    private static final int VERSION = 2;
    private static final int[] NONE = {};
    private static final Want[] ORDER = {Want.HOLD, Want.DEINSTALL, Want.PURGE, Want.UNKNOWN};

    private final Map<Want, int[]> numbers;

    /** @param numbers of items, strictly ascending */
    Selections(Map<Want, int[]> numbers) {
        this.numbers = new EnumMap<>(Want.class);
        this.numbers.putAll(numbers);
    }

    static Selections decode(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            return new Selections(Map.of(Want.HOLD, NumberSet.decode(bytes)));
        }
        ByteReader in = new ByteReader(bytes, VERSION);
        Map<Want, int[]> numbers = new EnumMap<>(Want.class);
        for (Want want : ORDER) {
            numbers.put(want, NumberSet.read(in));
        }
        in.end();
        return new Selections(numbers);
    }

    byte[] encode() {
        boolean heldOnly = Arrays.stream(ORDER).allMatch(want -> want == Want.HOLD || of(want).length == 0);
        if (heldOnly) {
            return NumberSet.encode(held());
        }
        ByteWriter out = new ByteWriter().version(VERSION);
        for (Want want : ORDER) {
            NumberSet.write(out, of(want));
        }
        return out.toBytes();
    }

    int[] held() {
        return of(Want.HOLD).clone();
    }

    Want want(int item) {
        for (Map.Entry<Want, int[]> one : numbers.entrySet()) {
            if (Arrays.binarySearch(one.getValue(), item) >= 0) {
                return one.getKey();
            }
        }
        return Want.INSTALL;
    }

    private int[] of(Want want) {
        return numbers.getOrDefault(want, NONE);
    }
}
