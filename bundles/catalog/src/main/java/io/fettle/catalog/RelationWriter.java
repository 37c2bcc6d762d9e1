package io.fettle.catalog;

import io.fettle.api.inventory.Relations;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Collects what the packages of one index say of others and lays it out as {@link RelationBlocks}. */
final class RelationWriter {
    private byte[] texts = new byte[1 << 16];
    private int[] ends = new int[1 << 10];
    private int count;
    private boolean any;

    /** The next package's. */
    void add(Relations relations) {
        any |= relations.known();
        byte[] text = (relations.known() ? relations.text() : RelationBlocks.UNKNOWN).getBytes(StandardCharsets.UTF_8);
        int start = count == 0 ? 0 : ends[count - 1];
        int end = Math.addExact(start, text.length);
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, Math.max(end, texts.length * 2));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        System.arraycopy(text, 0, texts, start, text.length);
        ends[count++] = end;
    }

    /**
     * Nothing where nobody told anything of any package.
     *
     * @param order the packages in the order of their rows, as numbers in the order in which they were added
     */
    byte[] write(int[] order) {
        if (!any) {
            return new byte[0];
        }
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteArrayOutputStream block = new ByteArrayOutputStream(RelationBlocks.BLOCK * 2);
        // No header and the same level everywhere: equal packages give equal bytes on one kind of machine.
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            int first = 0;
            for (int row = 0; row < order.length; row++) {
                int start = order[row] == 0 ? 0 : ends[order[row] - 1];
                block.write(texts, start, ends[order[row]] - start);
                block.write(RelationBlocks.END);
                if (block.size() >= RelationBlocks.BLOCK || row == order.length - 1) {
                    directory.writeBytes(ints(first, packed.size(), block.size()));
                    deflate(deflater, block, packed);
                    first = row + 1;
                }
            }
        } finally {
            deflater.end();
        }
        int blocks = directory.size() / RelationBlocks.ENTRY;
        ByteBuffer all = ByteBuffer.allocate(2 * Integer.BYTES + directory.size() + packed.size());
        return all.putInt(blocks)
                .putInt(packed.size())
                .put(directory.toByteArray())
                .put(packed.toByteArray())
                .array();
    }

    private static void deflate(Deflater deflater, ByteArrayOutputStream block, ByteArrayOutputStream packed) {
        deflater.reset();
        deflater.setInput(block.toByteArray());
        deflater.finish();
        byte[] some = new byte[RelationBlocks.BLOCK];
        while (!deflater.finished()) {
            packed.write(some, 0, deflater.deflate(some));
        }
        block.reset();
    }

    private static byte[] ints(int first, int second, int third) {
        return ByteBuffer.allocate(RelationBlocks.ENTRY)
                .putInt(first)
                .putInt(second)
                .putInt(third)
                .array();
    }
}
