package io.fettle.testkit.source;

import java.io.InputStream;

/** Some bytes, and then others again and again, as long as somebody reads. */
final class EndlessBytes extends InputStream {
    private final byte[] again;
    private byte[] current;
    private int at;

    EndlessBytes(byte[] first, byte[] again) {
        this.current = first;
        this.again = again;
    }

    @Override
    public int read() {
        turn();
        return current[at++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        turn();
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, buffer, offset, count);
        at += count;
        return count;
    }

    private void turn() {
        if (at == current.length) {
            current = again;
            at = 0;
        }
    }
}
