package io.fettle.mirror.changelog;

import io.fettle.format.BoundedInputStream;
import io.fettle.format.FormatException;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a .deb, which is an ar with a compressed tar in it, as a stream and within bounds, and stops at the file that
 * is wanted. Nothing is unpacked; links are not followed. For one archive.
 */
final class DebArchive {
    static final long MAX_DECOMPRESSED = 1L << 30;

    private static final String MAGIC = "!<arch>\n";
    private static final int MAX_MEMBERS = 16;
    private static final int AR_HEADER = 60;
    private static final int AR_SIZE_AT = 48;
    private static final int AR_SIZE_DIGITS = 10;
    private static final int TAR_BLOCK = 512;
    private static final int TAR_NAME = 100;
    private static final int TAR_SIZE_AT = 124;
    private static final int TAR_SIZE_DIGITS = 12;
    private static final int TAR_TYPE_AT = 156;
    private static final int MAX_FILES = 300_000;

    private final String what;

    DebArchive(String what) {
        this.what = what;
    }

    /** Uses the content of the file, within the archive. */
    interface Use<T> {
        T read(InputStream content) throws IOException;
    }

    /**
     * Reads the first of the files that is a regular one.
     *
     * @param wanted paths without the leading {@code ./}
     * @return empty where it has none of them
     */
    <T> Optional<T> read(InputStream deb, Set<String> wanted, Use<T> use) throws IOException {
        InputStream in = new BufferedInputStream(deb, 1 << 16);
        if (!ascii(exactly(in, MAGIC.length()), 0, MAGIC.length()).equals(MAGIC)) {
            throw new FormatException(what, "is no ar archive");
        }
        for (int member = 0; member < MAX_MEMBERS; member++) {
            byte[] header = in.readNBytes(AR_HEADER);
            if (header.length == 0) {
                return Optional.empty();
            }
            if (header.length < AR_HEADER || header[AR_HEADER - 2] != '`' || header[AR_HEADER - 1] != '\n') {
                throw new FormatException(what, "has a damaged member of its ar archive");
            }
            long size = number(ascii(header, AR_SIZE_AT, AR_SIZE_DIGITS).strip(), 10);
            if (ascii(header, 0, AR_SIZE_DIGITS).startsWith("data.tar")) {
                return readTar(new BoundedInputStream(new Window(in, size), size, what), size, wanted, use);
            }
            skip(in, size + (size & 1));
        }
        throw new FormatException(what, "has more than " + MAX_MEMBERS + " members");
    }

    private <T> Optional<T> readTar(InputStream packed, long size, Set<String> wanted, Use<T> use) throws IOException {
        DecompressionLimits limits = DecompressionLimits.of(Math.max(1, size), MAX_DECOMPRESSED);
        InputStream tar = Decompressor.open(packed, limits, what);
        for (int file = 0; file < MAX_FILES; file++) {
            byte[] header = tar.readNBytes(TAR_BLOCK);
            if (header.length == 0 || isZero(header)) {
                return Optional.empty();
            }
            if (header.length < TAR_BLOCK) {
                throw new FormatException(what, "has a tar that breaks off");
            }
            long length = number(text(header, TAR_SIZE_AT, TAR_SIZE_DIGITS).strip(), 8);
            char type = (char) header[TAR_TYPE_AT];
            String name = text(header, 0, TAR_NAME);
            if ((type == '0' || type == 0) && wanted.contains(name.startsWith("./") ? name.substring(2) : name)) {
                return Optional.of(use.read(new Window(tar, length)));
            }
            skip(tar, (length + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK);
        }
        throw new FormatException(what, "has more than " + MAX_FILES + " files");
    }

    private byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new FormatException(what, "breaks off");
        }
        return bytes;
    }

    private void skip(InputStream in, long bytes) throws IOException {
        byte[] scratch = new byte[1 << 14];
        long left = bytes;
        while (left > 0) {
            int read = in.read(scratch, 0, (int) Math.min(scratch.length, left));
            if (read < 0) {
                throw new FormatException(what, "breaks off");
            }
            left -= read;
        }
    }

    private long number(String digits, int radix) throws FormatException {
        try {
            long value = digits.isEmpty() ? 0 : Long.parseLong(digits, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new FormatException(what, "has a size that is no number", e);
        }
        throw new FormatException(what, "has a size below zero");
    }

    private static boolean isZero(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    /** Up to the first zero. */
    private static String text(byte[] bytes, int from, int length) {
        String all = ascii(bytes, from, length);
        int end = all.indexOf(0);
        return end < 0 ? all : all.substring(0, end);
    }

    /** The next bytes of a stream as a stream that ends with them. */
    private static final class Window extends InputStream {
        private final InputStream in;
        private long left;

        Window(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = in.read(target, offset, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }
}
