package io.fettle.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that fails instead of delivering more than its bound. A stream of exactly the bound is fine. Not safe for use
 * by several threads; {@code mark} is not supported.
 */
public final class BoundedInputStream extends FilterInputStream {

    private final long maxBytes;
    private final String what;
    private long count;

    /** @param what names the input in the failure message */
    public BoundedInputStream(InputStream in, long maxBytes, String what) {
        super(in);
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must not be negative: " + maxBytes);
        }
        this.maxBytes = maxBytes;
        this.what = what;
    }

    /** Bytes delivered so far. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            account(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        // One byte beyond the bound is asked for, so that a longer stream is told from one that ends there.
        long left = maxBytes - count;
        int n = in.read(target, offset, left < length ? (int) left + 1 : length);
        if (n > 0) {
            account(n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] scratch = new byte[(int) Math.max(0, Math.min(n, 8192))];
        long left = n;
        while (left > 0) {
            int read = read(scratch, 0, (int) Math.min(scratch.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return n - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void account(int n) throws FormatException {
        count += n;
        if (count > maxBytes) {
            count = maxBytes;
            throw new FormatException(what, "longer than the " + maxBytes + " bytes allowed");
        }
    }
}
