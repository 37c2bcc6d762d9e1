package io.fettle.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Each string of a segment once: numbered as they come, then again in the order of their bytes. */
final class StringNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private byte[][] sorted = new byte[0][];
    private int[] ranks = new int[0];
    private int byteCount;

    int numberOf(String text) {
        Integer known = numbers.putIfAbsent(text, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    /** Ends the numbering. */
    void sort() {
        byte[][] byNumber = new byte[numbers.size()][];
        numbers.forEach((text, number) -> byNumber[number] = text.getBytes(StandardCharsets.UTF_8));
        int[] order = KeyOrder.of(byNumber);
        sorted = new byte[order.length][];
        ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            sorted[rank] = byNumber[order[rank]];
            ranks[order[rank]] = rank;
            byteCount = Math.addExact(byteCount, sorted[rank].length);
        }
    }

    /** Place of a numbered string among the sorted ones. */
    int rankOf(int number) {
        return ranks[number];
    }

    int size() {
        return sorted.length;
    }

    int byteCount() {
        return byteCount;
    }

    void write(ByteBuffer out, SegmentLayout layout) {
        int start = 0;
        for (int i = 0; i < sorted.length; i++) {
            out.putInt(layout.stringStarts() + i * Integer.BYTES, start);
            out.put(layout.stringBytes() + start, sorted[i]);
            start += sorted[i].length;
        }
        out.putInt(layout.stringStarts() + sorted.length * Integer.BYTES, start);
    }
}
