package io.fettle.version;

import java.util.Arrays;

/**
 * Writes the byte alphabet shared by keys of alternating text and numbers: {@code 1} sorts before the end of a stretch,
 * {@code 2} is the end, ASCII letters stand for themselves, everything else follows from {@code 0x80} on.
 */
final class SortKeyWriter {

    private static final int BEFORE_END = 1;
    private static final int END = 2;
    private static final int OTHERS = 0x80;
    private static final int WIDE = 0xff;

    private byte[] bytes;
    private int length;

    SortKeyWriter(int expectedLength) {
        bytes = new byte[expectedLength];
    }

    void beforeEnd() {
        append(BEFORE_END);
    }

    void end() {
        append(END);
    }

    void letter(char c) {
        append(c);
    }

    void other(char c) {
        if (c < WIDE - OTHERS) {
            append(OTHERS + c);
            return;
        }
        append(WIDE);
        append(c >>> 8);
        append(c);
    }

    /** A byte of an order's own alphabet that ranks what follows. */
    void rank(int rank) {
        append(rank);
    }

    /** ASCII characters that stand for themselves. */
    void letters(String s, int start, int end) {
        for (int i = start; i < end; i++) {
            append(s.charAt(i));
        }
    }

    /** The rest of a string that may hold any characters, in the order of {@link String#compareTo}. */
    void anything(String s, int start) {
        for (int i = start; i < s.length(); i++) {
            append(s.charAt(i) >>> 8);
            append(s.charAt(i));
        }
    }

    /** A decimal number of any size: count of its significant digits, then the digits; nothing means 0. */
    void number(String s, int start, int end) {
        number(0, WIDE, s, start, end);
    }

    /** The same with a count that begins at {@code lowest}; {@code wide} announces one of four bytes. */
    void number(int lowest, int wide, String s, int start, int end) {
        int i = Ascii.afterZeros(s, start, end);
        int count = Math.max(0, end - i);
        if (count < wide - lowest) {
            append(lowest + count);
        } else {
            append(wide);
            append(count >>> 24);
            append(count >>> 16);
            append(count >>> 8);
            append(count);
        }
        for (; i < end; i++) {
            append(s.charAt(i));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void append(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2 + 16);
        }
        bytes[length++] = (byte) value;
    }
}
