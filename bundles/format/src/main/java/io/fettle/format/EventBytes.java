package io.fettle.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds what a parser takes in for one event: the one measure that holds for texts, comments, names and attribute values
 * alike, because parsers keep an event in memory as a whole. For one thread.
 */
final class EventBytes extends FilterInputStream {
    /** The parser reads ahead, so one event more than this is not always noticed; ten times as much is. */
    static final int MAX = 4 << 20;

    private final String what;
    private int taken;

    EventBytes(InputStream in, String what) {
        super(in);
        this.what = what;
    }

    /** The parser delivered an event; the next one has the whole allowance. */
    void nextEvent() {
        taken = 0;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        account(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = in.read(target, offset, Math.min(length, MAX));
        account(Math.max(0, n));
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Left to whoever opened it; the platform's XML parser closes what it has read to the end. */
    @Override
    public void close() {
        // Nothing.
    }

    private void account(int n) throws FormatException {
        taken += n;
        if (taken > MAX) {
            throw new FormatException(what, "one text, name or tag is longer than " + MAX + " bytes");
        }
    }
}
