package io.fettle.format.compress;

import io.airlift.compress.zstd.ZstdInputStream;
import io.fettle.format.FormatException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * zstd (RFC 8878) without dictionaries and skippable frames, as a library decodes it. Whatever its decoder throws, and it
 * throws anything, is damage; what the source throws stays what it is. For one thread.
 */
final class ZstandardContent extends InputStream {
    /** How often in a row the decoder may deliver nothing. */
    private static final int MAX_IDLE = 10_000;

    private final String what;
    private final Source source;
    private final InputStream decoded;
    private @Nullable IOException failure;

    ZstandardContent(InputStream compressed, String what) {
        this.what = what;
        this.source = new Source(compressed);
        this.decoded = new ZstdInputStream(source);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failure != null) {
            // A decoder that failed is not asked again.
            throw failure;
        }
        try {
            for (int idle = 0; idle < MAX_IDLE; idle++) {
                int n = decoded.read(target, offset, length);
                if (n != 0) {
                    return n;
                }
            }
            failure = new FormatException(what, "damaged zstd (no end to it)");
        } catch (IOException | RuntimeException e) {
            IOException ofSource = source.failure;
            failure = ofSource != null
                    ? ofSource
                    : new FormatException(what, "damaged, truncated or too demanding zstd (" + e + ")", e);
        }
        throw failure;
    }

    @Override
    public void close() throws IOException {
        decoded.close();
    }

    /** Remembers what went wrong below the decoder. */
    private static final class Source extends FilterInputStream {
        private @Nullable IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
