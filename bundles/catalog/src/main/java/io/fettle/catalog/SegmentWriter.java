package io.fettle.catalog;

import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.MultiArch;
import io.fettle.catalog.SegmentLayout.Text;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Collects the packages of one index and lays them out as a segment. The same packages give the same bytes. */
final class SegmentWriter {
    private static final int NONE = -1;
    private static final Text[] TEXTS = Text.values();

    private final StringNumbers strings = new StringNumbers();
    private final List<Row> rows = new ArrayList<>();
    private final String ecosystem;
    private final RelationWriter relations = new RelationWriter();
    private boolean laterColumns;

    /** @param texts numbers of its strings, in the order of {@link Text} */
    private record Row(
            int[] texts, MultiArch multiArch, long size, long offset, byte[] digest, byte[] patch, int number) {
        int text(Text column) {
            return texts[column.ordinal()];
        }
    }

    SegmentWriter(String ecosystem) {
        this.ecosystem = ecosystem;
    }

    void add(OfferedPackage offered) {
        if (rows.size() == SegmentLayout.MAX_ROWS) {
            throw new IllegalStateException("An index has at most " + SegmentLayout.MAX_ROWS + " packages");
        }
        laterColumns |= !offered.module().isEmpty() || !offered.obsoletes().isEmpty();
        int[] texts = {
            strings.numberOf(offered.name()),
            strings.numberOf(offered.version()),
            strings.numberOf(offered.arch()),
            strings.numberOf(offered.sourceName()),
            strings.numberOf(offered.sourceVersion()),
            strings.numberOf(
                    UsualPath.shorten(ecosystem, offered.path(), offered.name(), offered.version(), offered.arch())),
            // A number for nothing would put an empty text into segments that have no use for it.
            offered.module().isEmpty() ? NONE : strings.numberOf(offered.module()),
            offered.obsoletes().isEmpty() ? NONE : strings.numberOf(String.join("\n", offered.obsoletes()))
        };
        rows.add(new Row(
                texts,
                offered.multiArch(),
                offered.size(),
                offered.offset(),
                offered.digest().bytes(),
                patch(offered),
                rows.size()));
        relations.add(offered.relations());
    }

    byte[] write() {
        strings.sort();
        rows.sort(Comparator.comparingInt((Row row) -> strings.rankOf(row.text(Text.NAME)))
                .thenComparingLong(Row::offset));
        byte[] blocks = relations.write(rows.stream().mapToInt(Row::number).toArray());
        SegmentLayout layout =
                new SegmentLayout(rows.size(), strings.size(), SegmentLayout.formatOf(laterColumns, blocks.length > 0));
        int end = Math.addExact(layout.stringBytes(), strings.byteCount());
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(end, blocks.length));
        out.putInt(SegmentLayout.MAGIC_1).putInt(SegmentLayout.MAGIC_2).putInt(layout.format());
        out.putInt(layout.rows()).putInt(layout.strings());
        strings.write(out, layout);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            for (int column = 0; column < layout.columns(); column++) {
                Text text = TEXTS[column];
                int number = row.text(text);
                out.putInt(layout.text(text) + i * Integer.BYTES, number == NONE ? NONE : strings.rankOf(number));
            }
            out.putLong(layout.sizes() + i * Long.BYTES, row.size());
            out.putLong(layout.offsets() + i * Long.BYTES, row.offset());
            out.put(layout.digests() + i * SegmentLayout.DIGEST, row.digest());
            out.put(layout.patches() + i * SegmentLayout.PATCH, row.patch());
            out.put(layout.multiArch() + i, (byte) row.multiArch().ordinal());
        }
        out.put(end, blocks);
        writeOrder(out, layout.byPatch(), rows.stream().map(Row::patch).toArray(byte[][]::new));
        writeOrder(out, layout.byDigest(), rows.stream().map(Row::digest).toArray(byte[][]::new));
        return out.array();
    }

    private byte[] patch(OfferedPackage offered) {
        String id = PatchId.of(ecosystem, offered.name(), offered.arch(), offered.version())
                .value();
        return HexFormat.of().parseHex(id);
    }

    private static void writeOrder(ByteBuffer out, int position, byte[][] keys) {
        int[] order = KeyOrder.of(keys);
        for (int i = 0; i < order.length; i++) {
            out.putInt(position + i * Integer.BYTES, order[i]);
        }
    }
}
