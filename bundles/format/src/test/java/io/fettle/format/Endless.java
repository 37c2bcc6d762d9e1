package io.fettle.format;

import java.io.InputStream;
import java.util.Arrays;

/** The same byte for ever. */
final class Endless extends InputStream {
    private final byte value;

    Endless(byte value) {
        this.value = value;
    }

    @Override
    public int read() {
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Arrays.fill(target, offset, offset + length, value);
        return length;
    }
}
