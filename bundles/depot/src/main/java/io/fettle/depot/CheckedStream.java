package io.fettle.depot;

import io.fettle.api.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Reads held content and hashes it on the way: a disk may have changed it since it was taken in. Damage that shows at the
 * end fails the read and takes the content out, so that it is fetched again. Skipping gives up the check. For one thread.
 */
final class CheckedStream extends FilterInputStream {
    private final Digest expected;
    private final Damage damage;
    private final MessageDigest hash = Digest.sha256();
    private boolean complete = true;

    /** Takes damaged content out. */
    interface Damage {
        void found() throws IOException;
    }

    CheckedStream(InputStream in, Digest expected, Damage damage) {
        super(in);
        this.expected = expected;
        this.damage = damage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count > 0 && complete) {
            hash.update(buffer, offset, count);
        }
        if (count < 0 && complete) {
            complete = false;
            check();
        }
        return count;
    }

    private void check() throws IOException {
        if (!Digest.ofHash(hash.digest()).equals(expected)) {
            damage.found();
            throw new IOException("Content " + expected + " was damaged on disk; it is fetched again when needed");
        }
    }

    @Override
    public long skip(long count) throws IOException {
        complete = complete && count <= 0;
        return in.skip(count);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
