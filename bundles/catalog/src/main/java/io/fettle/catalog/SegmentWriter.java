package io.fettle.catalog;

import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.catalog.SegmentLayout.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Collects the packages of one index and lays them out as a segment. The same packages give the same bytes. */
final class SegmentWriter {
    private static final String ECOSYSTEM = "deb";

    private final List<OfferedPackage> packages = new ArrayList<>();

    void add(OfferedPackage offered) {
        if (packages.size() == SegmentLayout.MAX_ROWS) {
            throw new IllegalStateException("An index has at most " + SegmentLayout.MAX_ROWS + " packages");
        }
        packages.add(offered);
    }

    int size() {
        return packages.size();
    }

    byte[] write() {
        Strings strings = new Strings();
        packages.forEach(offered -> texts(offered).forEach(strings::intern));
        strings.number();
        packages.sort(Comparator.comparingInt((OfferedPackage offered) -> strings.numberOf(offered.name()))
                .thenComparingLong(OfferedPackage::offset));
        SegmentLayout layout = new SegmentLayout(packages.size(), strings.size());
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(layout.stringBytes(), strings.byteCount()));
        out.putInt(SegmentLayout.MAGIC_1).putInt(SegmentLayout.MAGIC_2).putInt(SegmentLayout.FORMAT);
        out.putInt(layout.rows()).putInt(layout.strings());
        strings.write(out, layout);
        byte[][] patches = new byte[layout.rows()][];
        byte[][] digests = new byte[layout.rows()][];
        for (int row = 0; row < layout.rows(); row++) {
            OfferedPackage offered = packages.get(row);
            List<String> texts = texts(offered);
            for (Text column : Text.values()) {
                out.putInt(layout.text(column) + row * Integer.BYTES, strings.numberOf(texts.get(column.ordinal())));
            }
            patches[row] = patch(offered);
            digests[row] = offered.digest().bytes();
            out.putLong(layout.sizes() + row * Long.BYTES, offered.size());
            out.putLong(layout.offsets() + row * Long.BYTES, offered.offset());
            out.put(layout.digests() + row * SegmentLayout.DIGEST, digests[row]);
            out.put(layout.patches() + row * SegmentLayout.PATCH, patches[row]);
            out.put(layout.multiArch() + row, (byte) offered.multiArch().ordinal());
        }
        writeOrder(out, layout.byPatch(), patches);
        writeOrder(out, layout.byDigest(), digests);
        return out.array();
    }

    /** In the order of {@link Text}. */
    private static List<String> texts(OfferedPackage offered) {
        return List.of(
                offered.name(),
                offered.version(),
                offered.arch(),
                offered.sourceName(),
                offered.sourceVersion(),
                UsualPath.shorten(offered.path(), offered.name(), offered.version(), offered.arch()));
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

    /** Each string once, numbered in the order of their bytes. */
    private static final class Strings {
        private final Map<String, Integer> numbers = new HashMap<>();
        private byte[][] sorted = new byte[0][];
        private int byteCount;

        void intern(String text) {
            numbers.put(text, 0);
        }

        void number() {
            Map<String, byte[]> encoded = new HashMap<>();
            numbers.keySet().forEach(text -> encoded.put(text, text.getBytes(StandardCharsets.UTF_8)));
            List<Map.Entry<String, byte[]>> order = new ArrayList<>(encoded.entrySet());
            order.sort(Map.Entry.comparingByValue(Arrays::compareUnsigned));
            sorted = new byte[order.size()][];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = order.get(i).getValue();
                byteCount = Math.addExact(byteCount, sorted[i].length);
                numbers.put(order.get(i).getKey(), i);
            }
        }

        int size() {
            return sorted.length;
        }

        int byteCount() {
            return byteCount;
        }

        int numberOf(String text) {
            Integer number = numbers.get(text);
            if (number == null) {
                throw new IllegalStateException("A string was not interned");
            }
            return number;
        }

        void write(ByteBuffer out, SegmentLayout layout) {
            int start = 0;
            for (int i = 0; i < sorted.length; i++) {
                out.putInt(layout.stringStarts() + i * Integer.BYTES, start);
                out.put(layout.stringBytes() + start, sorted[i]);
                start += sorted[i].length;
            }
            out.putInt(layout.stringStarts() + sorted.length * Integer.BYTES, start);
        }
    }
}
