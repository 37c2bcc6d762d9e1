package io.fettle.format.compress;

import io.fettle.format.BoundedInputStream;
import io.fettle.format.FormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/**
 * Opens a plain, gzip, xz, zstd or bzip2 stream, whichever it is, within limits. Memory is bounded by the dictionary limit
 * plus small buffers, however large the content (zstd: 8 MiB of history, what {@code zstd -19} wants; bzip2: 4 MiB); damage, truncation, trailing garbage and every exceeded limit surface as
 * {@link FormatException}.
 */
public final class Decompressor {

    private static final int BUFFER = 64 * 1024;
    /** What the xz decoder needs beside its dictionary, generously. */
    private static final int XZ_OVERHEAD_KIB = 1024;

    private Decompressor() {}

    /**
     * Reads the first bytes and returns the content as a stream for one thread; closing it closes the source.
     *
     * @throws FormatException for a format that is recognised but not supported; the message names it
     */
    public static InputStream open(InputStream source, DecompressionLimits limits, String what) throws IOException {
        BufferedInputStream compressed =
                new BufferedInputStream(new BoundedInputStream(source, limits.maxCompressed(), what), BUFFER);
        compressed.mark(Compression.LONGEST_MAGIC);
        Compression format = Compression.detect(compressed.readNBytes(Compression.LONGEST_MAGIC));
        compressed.reset();
        String content = what + " (decompressed)";
        return switch (format) {
            case PLAIN -> new BoundedInputStream(compressed, limits.maxDecompressed(), what);
            case GZIP -> bounded(new GzipMembers(compressed, what), limits, content);
            case XZ -> bounded(xz(compressed, limits, what), limits, content);
            case ZSTANDARD -> bounded(new ZstandardContent(compressed, what), limits, content);
            case BZIP2 -> bounded(new Bzip2Streams(compressed, what), limits, content);
            case LZ4 ->
                throw new FormatException(
                        what, format + " compression is not supported, use zstd, xz, bzip2, gzip or plain");
        };
    }

    private static InputStream bounded(InputStream content, DecompressionLimits limits, String what) {
        return new BoundedInputStream(content, limits.maxDecompressed(), what);
    }

    private static InputStream xz(InputStream in, DecompressionLimits limits, String what) throws IOException {
        try {
            return new XzContent(new XZInputStream(in, limits.maxDictionary() / 1024 + XZ_OVERHEAD_KIB), what);
        } catch (XZIOException | EOFException e) {
            throw damagedXz(what, e);
        }
    }

    private static FormatException damagedXz(String what, IOException cause) {
        return new FormatException(what, "damaged, truncated or too demanding xz (" + cause + ")", cause);
    }

    /** Turns the decoder's failures into ours and leaves those of the source alone. */
    private static final class XzContent extends FilterInputStream {

        private final String what;

        XzContent(InputStream in, String what) {
            super(in);
            this.what = what;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (XZIOException | EOFException e) {
                throw damagedXz(what, e);
            }
        }
    }
}
