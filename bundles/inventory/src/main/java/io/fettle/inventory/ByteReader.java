package io.fettle.inventory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link ByteWriter} wrote; anything else is an {@link IllegalArgumentException}. */
final class ByteReader {
    private final byte[] bytes;
    private int position;

    ByteReader(byte[] bytes, int version) {
        this.bytes = bytes;
        if (bytes.length == 0 || bytes[0] != version) {
            throw new IllegalArgumentException("Stored bytes of another version than " + version);
        }
        position = 1;
    }

    int number() {
        long value = bigNumber();
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException("Stored number is out of range");
        }
        return (int) value;
    }

    long bigNumber() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = next();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("Stored number does not end");
    }

    int signed() {
        int value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** The size of a list, each element of which takes at least one byte. */
    int size() {
        int size = number();
        if (size < 0 || size > bytes.length - position) {
            throw new IllegalArgumentException("Stored list is longer than its bytes");
        }
        return size;
    }

    boolean flag() {
        return next() != 0;
    }

    /** One of these, by its number. */
    <T> T word(T[] words) {
        int number = number();
        if (number < 0 || number >= words.length) {
            throw new IllegalArgumentException("Stored number " + number + " stands for nothing");
        }
        return words[number];
    }

    String text() {
        int size = size();
        String text = new String(bytes, position, size, StandardCharsets.UTF_8);
        position += size;
        return text;
    }

    List<String> texts() {
        int size = size();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(text());
        }
        return texts;
    }

    Optional<String> optionalText() {
        return flag() ? Optional.of(text()) : Optional.empty();
    }

    boolean atEnd() {
        return position == bytes.length;
    }

    void end() {
        if (!atEnd()) {
            throw new IllegalArgumentException("Stored bytes go on after their end");
        }
    }

    private byte next() {
        if (position >= bytes.length) {
            throw new IllegalArgumentException("Stored bytes end too early");
        }
        return bytes[position++];
    }
}
