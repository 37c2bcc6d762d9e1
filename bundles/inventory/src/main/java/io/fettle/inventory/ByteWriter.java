package io.fettle.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes the little binary language of this bundle's stored byte strings. Numbers are unsigned varints (7 bits a byte,
 * low bits first, high bit = more follows); a text is its length in bytes and its UTF-8; a list is its size and its
 * elements; an optional value is 0, or 1 and the value. Equal values give equal bytes.
 */
final class ByteWriter {
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[256];
    private int length;

    ByteWriter version(int version) {
        append((byte) version);
        return this;
    }

    ByteWriter number(int value) {
        return bigNumber(Integer.toUnsignedLong(value));
    }

    ByteWriter bigNumber(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            append((byte) (rest & 0x7f | MORE));
            rest >>>= 7;
        }
        append((byte) rest);
        return this;
    }

    /** Small values of either sign stay short. */
    ByteWriter signed(int value) {
        return number((value << 1) ^ (value >> 31));
    }

    ByteWriter flag(boolean value) {
        append((byte) (value ? 1 : 0));
        return this;
    }

    ByteWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    ByteWriter texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    ByteWriter optionalText(Optional<String> value) {
        flag(value.isPresent());
        value.ifPresent(this::text);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void append(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
