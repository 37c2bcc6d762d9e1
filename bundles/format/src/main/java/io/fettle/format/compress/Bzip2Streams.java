package io.fettle.format.compress;

import io.fettle.format.FormatException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * bzip2, all streams to the end of the source. The decoders at hand stop after the first stream, or ignore what follows
 * the last one; neither may happen to verified content. Blocks that were shuffled, as bzip2 did until 1997, are refused.
 */
final class Bzip2Streams extends InputStream {
    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;
    private static final int BLOCK_UNIT = 100_000;

    private final InputStream in;
    private final Bzip2Bits bits;
    private final String what;
    private @Nullable Bzip2Block memory;
    private Bzip2Block block;
    private boolean inBlock;
    private int streamCrc;
    private boolean ended;

    Bzip2Streams(InputStream in, String what) throws IOException {
        this.in = in;
        this.what = what;
        this.bits = new Bzip2Bits(in, what);
        this.block = readHeader();
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
            if (inBlock) {
                int n = block.read(target, offset, length);
                if (n > 0) {
                    return n;
                }
                inBlock = false;
                streamCrc = Integer.rotateLeft(streamCrc, 1) ^ block.checkedCrc();
            }
            nextBlock();
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        in.close();
    }

    private void nextBlock() throws IOException {
        long magic = (long) bits.read(24) << 24 | bits.read(24);
        if (magic == BLOCK) {
            block.decode(bits);
            inBlock = true;
        } else if (magic == END) {
            if ((bits.read(16) << 16 | bits.read(16)) != streamCrc) {
                throw new FormatException(what, "damaged bzip2 (checksum differs)");
            }
            bits.align();
            if (bits.atEnd()) {
                ended = true;
            } else {
                block = readHeader();
            }
        } else {
            throw new FormatException(what, "damaged bzip2 (no block where one must be)");
        }
    }

    private Bzip2Block readHeader() throws IOException {
        boolean named = bits.read(8) == 'B' && bits.read(8) == 'Z' && bits.read(8) == 'h';
        int level = bits.read(8) - '0';
        if (!named || level < 1 || level > 9) {
            throw new FormatException(what, "damaged bzip2 (no stream where one must be)");
        }
        streamCrc = 0;
        // A block's memory is used again and again; streams are made alike.
        if (memory == null || memory.capacity() != level * BLOCK_UNIT) {
            memory = new Bzip2Block(level * BLOCK_UNIT, what);
        }
        return memory;
    }
}
