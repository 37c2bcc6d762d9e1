package io.fettle.format.compress;

import io.fettle.format.FormatException;
import java.io.IOException;
import java.io.InputStream;

/** Bits of a stream, the highest of each byte first. For one thread. */
final class Bzip2Bits {
    private final InputStream in;
    private final String what;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int filled;
    private long held;
    private int count;

    Bzip2Bits(InputStream in, String what) {
        this.in = in;
        this.what = what;
    }

    /** @param n at most 24 */
    int read(int n) throws IOException {
        while (count < n) {
            if (position == filled && !fill()) {
                throw new FormatException(what, "truncated bzip2");
            }
            held = held << 8 | (buffer[position++] & 0xff);
            count += 8;
        }
        count -= n;
        return (int) (held >>> count) & ((1 << n) - 1);
    }

    /** Leaves the rest of the byte out. */
    void align() {
        count -= count % 8;
    }

    /** Whether nothing follows. To be asked when aligned. */
    boolean atEnd() throws IOException {
        return count == 0 && position == filled && !fill();
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, in.read(buffer, 0, buffer.length));
        return filled > 0;
    }
}
