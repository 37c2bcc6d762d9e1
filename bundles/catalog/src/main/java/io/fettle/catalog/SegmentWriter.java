package io.fettle.catalog;

import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.MultiArch;
import io.fettle.catalog.SegmentLayout.Text;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Collects the packages of one index and lays them out as a segment. The same packages give the same bytes. */
final class SegmentWriter {
    private static final String ECOSYSTEM = "deb";

    private final StringNumbers strings = new StringNumbers();
    private final List<Row> rows = new ArrayList<>();

    /** @param texts numbers of its strings, in the order of {@link Text} */
    private record Row(int[] texts, MultiArch multiArch, long size, long offset, byte[] digest, byte[] patch) {
        int text(Text column) {
            return texts[column.ordinal()];
        }
    }

    void add(OfferedPackage offered) {
        if (rows.size() == SegmentLayout.MAX_ROWS) {
            throw new IllegalStateException("An index has at most " + SegmentLayout.MAX_ROWS + " packages");
        }
        int[] texts = {
            strings.numberOf(offered.name()),
            strings.numberOf(offered.version()),
            strings.numberOf(offered.arch()),
            strings.numberOf(offered.sourceName()),
            strings.numberOf(offered.sourceVersion()),
            strings.numberOf(UsualPath.shorten(offered.path(), offered.name(), offered.version(), offered.arch()))
        };
        rows.add(new Row(
                texts,
                offered.multiArch(),
                offered.size(),
                offered.offset(),
                offered.digest().bytes(),
                patch(offered)));
    }

    byte[] write() {
        strings.sort();
        rows.sort(Comparator.comparingInt((Row row) -> strings.rankOf(row.text(Text.NAME)))
                .thenComparingLong(Row::offset));
        SegmentLayout layout = new SegmentLayout(rows.size(), strings.size());
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(layout.stringBytes(), strings.byteCount()));
        out.putInt(SegmentLayout.MAGIC_1).putInt(SegmentLayout.MAGIC_2).putInt(SegmentLayout.FORMAT);
        out.putInt(layout.rows()).putInt(layout.strings());
        strings.write(out, layout);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            for (Text column : Text.values()) {
                out.putInt(layout.text(column) + i * Integer.BYTES, strings.rankOf(row.text(column)));
            }
            out.putLong(layout.sizes() + i * Long.BYTES, row.size());
            out.putLong(layout.offsets() + i * Long.BYTES, row.offset());
            out.put(layout.digests() + i * SegmentLayout.DIGEST, row.digest());
            out.put(layout.patches() + i * SegmentLayout.PATCH, row.patch());
            out.put(layout.multiArch() + i, (byte) row.multiArch().ordinal());
        }
        writeOrder(out, layout.byPatch(), rows.stream().map(Row::patch).toArray(byte[][]::new));
        writeOrder(out, layout.byDigest(), rows.stream().map(Row::digest).toArray(byte[][]::new));
        return out.array();
    }

    private static byte[] patch(OfferedPackage offered) {
        String id = PatchId.of(ECOSYSTEM, offered.name(), offered.arch(), offered.version())
                .value();
        return HexFormat.of().parseHex(id);
    }

    private static void writeOrder(ByteBuffer out, int position, byte[][] keys) {
        Integer[] order = new Integer[keys.length];
        Arrays.setAll(order, row -> row);
        Arrays.sort(order, Comparator.comparing((Integer row) -> keys[row], Arrays::compareUnsigned));
        for (int i = 0; i < order.length; i++) {
            out.putInt(position + i * Integer.BYTES, order[i]);
        }
    }
}
