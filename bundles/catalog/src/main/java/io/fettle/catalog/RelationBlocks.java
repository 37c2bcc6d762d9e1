package io.fettle.catalog;

import io.fettle.api.inventory.Relations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What the packages of a segment say of others, packed: they are many words, of which a computer's findings need few. Two
 * ints (blocks, packed bytes), for each block three (its first row, where it starts, its plain size), then the blocks: raw
 * deflate of their rows' texts, each with {@link #END}. Immutable; thread-safe.
 */
final class RelationBlocks {
    /** Small, because one is unpacked for each package that somebody asks for. */
    static final int BLOCK = 8 * 1024;

    static final int ENTRY = 3 * Integer.BYTES;
    static final char END = '\0';
    /** No kind has this letter. */
    static final String UNKNOWN = "?\n";

    private static final int MAX_PLAIN = 4 << 20;
    private static final String DAMAGED = "The relations of a catalog segment are damaged";

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final int directory;
    private final int blocks;
    private final int packed;
    private final int rows;
    /** Made when somebody first asks; the same whoever makes it. */
    private volatile @Nullable ProvidedNames provided;

    /** @throws IllegalArgumentException where there are none at this position */
    RelationBlocks(byte[] segment, int position, int rows) {
        bytes = segment;
        buffer = ByteBuffer.wrap(segment);
        directory = position + 2 * Integer.BYTES;
        if (directory > segment.length) {
            throw new IllegalArgumentException("A catalog segment lacks its relations");
        }
        blocks = buffer.getInt(position);
        long start = directory + (long) blocks * ENTRY;
        if (blocks < 0 || start + buffer.getInt(position + Integer.BYTES) != segment.length) {
            throw new IllegalArgumentException("The relations of a catalog segment are cut short");
        }
        packed = (int) start;
        this.rows = rows;
    }

    /** @throws IllegalArgumentException where they are damaged */
    Relations at(int row) {
        return whole(() -> read(row));
    }

    private static <T> T whole(Supplier<T> read) {
        try {
            return read.get();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(DAMAGED, e);
        }
    }

    private Relations read(int row) {
        int block = blockOf(row);
        byte[] plain = plain(block);
        int start = 0;
        for (int before = row - firstRow(block); before > 0; before--) {
            start = end(plain, start) + 1;
        }
        String text = new String(plain, start, end(plain, start) - start, StandardCharsets.UTF_8);
        return text.equals(UNKNOWN) ? Relations.UNKNOWN : Relations.read(text);
    }

    /**
     * Rows of packages that may provide this name, ascending.
     *
     * @throws IllegalArgumentException where they are damaged
     */
    int[] rowsProviding(String name) {
        ProvidedNames known = provided;
        if (known == null) {
            known = whole(this::readProvided);
            provided = known;
        }
        return known.rowsOf(name);
    }

    private ProvidedNames readProvided() {
        ProvidedNames.Collector found = new ProvidedNames.Collector();
        for (int block = 0; block < blocks; block++) {
            byte[] plain = plain(block);
            int start = 0;
            for (int row = firstRow(block); row < firstRow(block + 1); row++) {
                int end = end(plain, start);
                found.read(row, plain, start, end);
                start = end + 1;
            }
        }
        return found.finish();
    }

    private int blockOf(int row) {
        int low = 0;
        int high = blocks - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstRow(middle) <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int firstRow(int block) {
        return block == blocks ? rows : buffer.getInt(directory + block * ENTRY);
    }

    private int packedStart(int block) {
        return block == blocks ? bytes.length : packed + buffer.getInt(directory + block * ENTRY + Integer.BYTES);
    }

    private byte[] plain(int block) {
        int size = buffer.getInt(directory + block * ENTRY + 2 * Integer.BYTES);
        if (size < 0 || size > MAX_PLAIN) {
            throw new IllegalArgumentException("The relations of a catalog segment have an impossible size: " + size);
        }
        byte[] plain = new byte[size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, packedStart(block), packedStart(block + 1) - packedStart(block));
            int done = 0;
            while (done < size) {
                int more = inflater.inflate(plain, done, size - done);
                if (more == 0) {
                    throw new IllegalArgumentException("The relations of a catalog segment are cut short");
                }
                done += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(DAMAGED, e);
        } finally {
            inflater.end();
        }
    }

    private static int end(byte[] plain, int start) {
        int end = start;
        while (plain[end] != END) {
            end++;
        }
        return end;
    }
}
