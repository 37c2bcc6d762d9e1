package io.fettle.format.compress;

import io.fettle.format.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * gzip (RFC 1952), all members to the end of the stream. The platform's GZIPInputStream stops silently at a member's end
 * when the source has nothing available just then, and ignores garbage behind the last member; neither may happen to
 * verified content.
 */
final class GzipMembers extends InputStream {

    private static final int MAX_HEADER_TEXT = 64 * 1024;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int RESERVED_FLAGS = 0xe0;

    private final InputStream in;
    private final String what;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[16 * 1024];
    private int inputPosition;
    private int inputLength;
    private boolean ended;

    GzipMembers(InputStream in, String what) throws IOException {
        this.in = in;
        this.what = what;
        readHeader();
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
        while (!ended) {
            int n = inflate(target, offset, length);
            if (n > 0) {
                crc.update(target, offset, n);
                return n;
            }
            if (inflater.finished()) {
                finishMember();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int n = inflater.inflate(target, offset, length);
            if (n > 0 || inflater.finished()) {
                return n;
            }
        } catch (DataFormatException e) {
            throw new FormatException(what, "damaged gzip (" + e.getMessage() + ")", e);
        }
        if (inflater.needsDictionary()) {
            throw new FormatException(what, "damaged gzip (asks for a preset dictionary)");
        }
        if (inflater.needsInput()) {
            if (inputPosition == inputLength && !fill()) {
                throw truncated();
            }
            inflater.setInput(input, inputPosition, inputLength - inputPosition);
            inputPosition = inputLength;
        }
        return 0;
    }

    private void finishMember() throws IOException {
        inputPosition = inputLength - inflater.getRemaining();
        long expectedCrc = readInt();
        long expectedSize = readInt();
        if (expectedCrc != crc.getValue() || expectedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new FormatException(what, "damaged gzip (checksum or size differs)");
        }
        if (inputPosition == inputLength && !fill()) {
            ended = true;
            return;
        }
        inflater.reset();
        crc.reset();
        readHeader();
    }

    private void readHeader() throws IOException {
        if (readByte() != 0x1f || readByte() != 0x8b || readByte() != 8) {
            throw new FormatException(what, "damaged gzip (no member header where one must be)");
        }
        int flags = readByte();
        if ((flags & RESERVED_FLAGS) != 0) {
            throw new FormatException(what, "damaged gzip (reserved flags)");
        }
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(readByte() | readByte() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    private void skipText() throws IOException {
        for (int i = 0; i < MAX_HEADER_TEXT; i++) {
            if (readByte() == 0) {
                return;
            }
        }
        throw new FormatException(what, "damaged gzip (endless text in the header)");
    }

    private long readInt() throws IOException {
        long value = readByte();
        value |= (long) readByte() << 8;
        value |= (long) readByte() << 16;
        return value | (long) readByte() << 24;
    }

    private int readByte() throws IOException {
        if (inputPosition == inputLength && !fill()) {
            throw truncated();
        }
        return input[inputPosition++] & 0xff;
    }

    private boolean fill() throws IOException {
        inputPosition = 0;
        inputLength = Math.max(0, in.read(input, 0, input.length));
        return inputLength > 0;
    }

    private FormatException truncated() {
        return new FormatException(what, "truncated gzip");
    }
}
