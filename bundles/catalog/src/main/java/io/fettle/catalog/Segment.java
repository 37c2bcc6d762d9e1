package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.MultiArch;
import io.fettle.catalog.SegmentLayout.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The packages of one index, read in place. Immutable. */
final class Segment {
    private static final MultiArch[] MULTI_ARCH = MultiArch.values();

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final SegmentLayout layout;
    /** Made when somebody first asks; the same whoever makes it. */
    private volatile @Nullable Map<String, List<Integer>> obsoleting;

    /** @throws IllegalArgumentException where these bytes are no segment of a known format */
    Segment(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < SegmentLayout.HEADER
                || buffer.getInt(0) != SegmentLayout.MAGIC_1
                || buffer.getInt(4) != SegmentLayout.MAGIC_2
                || SegmentLayout.columnsOf(buffer.getInt(8)) == 0) {
            throw new IllegalArgumentException("Not a catalog segment of format " + SegmentLayout.FORMAT);
        }
        this.layout =
                new SegmentLayout(buffer.getInt(12), buffer.getInt(16), SegmentLayout.columnsOf(buffer.getInt(8)));
        if (layout.rows() < 0 || layout.rows() > SegmentLayout.MAX_ROWS || layout.stringBytes() > bytes.length) {
            throw new IllegalArgumentException("A catalog segment is cut short");
        }
    }

    int rows() {
        return layout.rows();
    }

    /** First row with this name, or -1; rows of one name follow each other. */
    int firstRowOf(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = layout.rows();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compareName(middle, wanted) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < layout.rows() && compareName(low, wanted) == 0 ? low : -1;
    }

    boolean hasSameName(int row, int other) {
        return row < layout.rows() && string(Text.NAME, row) == string(Text.NAME, other);
    }

    /** A row of this patch, or -1. */
    int rowOf(PatchId patch) {
        return search(layout.byPatch(), layout.patches(), HexFormat.of().parseHex(patch.value()));
    }

    /** A row whose content has this digest, or -1. */
    int rowOf(Digest digest) {
        return search(layout.byDigest(), layout.digests(), digest.bytes());
    }

    AvailablePackage at(int row, int repository, String component, String ecosystem) {
        String name = text(Text.NAME, row);
        String version = text(Text.VERSION, row);
        String arch = text(Text.ARCH, row);
        int digest = layout.digests() + row * SegmentLayout.DIGEST;
        return new AvailablePackage(
                repository,
                component,
                name,
                version,
                arch,
                text(Text.SOURCE_NAME, row),
                text(Text.SOURCE_VERSION, row),
                MULTI_ARCH[bytes[layout.multiArch() + row]],
                UsualPath.expand(ecosystem, text(Text.PATH, row), name, version, arch),
                buffer.getLong(layout.sizes() + row * Long.BYTES),
                Digest.ofHash(Arrays.copyOfRange(bytes, digest, digest + SegmentLayout.DIGEST)),
                ecosystem,
                later(Text.MODULE, row),
                later(Text.OBSOLETES, row).lines().toList());
    }

    /** Rows of packages that take the place of some package of this name, ascending. */
    List<Integer> rowsObsoleting(String name) {
        Map<String, List<Integer>> known = obsoleting;
        if (known == null) {
            known = readObsoletes();
            obsoleting = known;
        }
        return known.getOrDefault(name, List.of());
    }

    private Map<String, List<Integer>> readObsoletes() {
        Map<String, List<Integer>> rows = new HashMap<>();
        for (int row = 0; row < rows() && Text.OBSOLETES.ordinal() < layout.columns(); row++) {
            int number = row;
            later(Text.OBSOLETES, row)
                    .lines()
                    .map(relation -> relation.split(" ", 2)[0])
                    .distinct()
                    .forEach(name ->
                            rows.computeIfAbsent(name, n -> new ArrayList<>(1)).add(number));
        }
        return rows;
    }

    /** Where the row's stanza starts in the plain index. */
    long stanzaOffset(int row) {
        return buffer.getLong(layout.offsets() + row * Long.BYTES);
    }

    /**
     * Tells each name whose rows in two segments are not the same, by patch and content, in the same order; and the names
     * that such rows take the place of.
     */
    static void differing(Segment one, Segment other, Consumer<String> each) {
        int left = 0;
        int right = 0;
        while (left < one.rows() || right < other.rows()) {
            int order = one.compareNames(left, other, right);
            int leftEnd = order <= 0 ? one.endOfName(left) : left;
            int rightEnd = order >= 0 ? other.endOfName(right) : right;
            if (!one.sameRows(left, leftEnd, other, right, rightEnd)) {
                one.tellNames(left, leftEnd, each);
                other.tellNames(right, rightEnd, each);
            }
            left = leftEnd;
            right = rightEnd;
        }
    }

    private void tellNames(int from, int to, Consumer<String> each) {
        for (int row = from; row < to; row++) {
            each.accept(text(Text.NAME, row));
            later(Text.OBSOLETES, row).lines().forEach(relation -> each.accept(relation.split(" ", 2)[0]));
        }
    }

    private int compareNames(int row, Segment other, int otherRow) {
        if (row == rows() || otherRow == other.rows()) {
            return Integer.compare(rows() - row == 0 ? 1 : 0, other.rows() - otherRow == 0 ? 1 : 0);
        }
        int name = string(Text.NAME, row);
        int otherName = other.string(Text.NAME, otherRow);
        return Arrays.compareUnsigned(
                bytes,
                stringStart(name),
                stringStart(name + 1),
                other.bytes,
                other.stringStart(otherName),
                other.stringStart(otherName + 1));
    }

    private int endOfName(int first) {
        int end = first + 1;
        while (hasSameName(end, first)) {
            end++;
        }
        return end;
    }

    private boolean sameRows(int from, int to, Segment other, int otherFrom, int otherTo) {
        return sameKeys(
                        layout.patches(),
                        SegmentLayout.PATCH,
                        from,
                        to,
                        other,
                        other.layout.patches(),
                        otherFrom,
                        otherTo)
                && sameKeys(
                        layout.digests(),
                        SegmentLayout.DIGEST,
                        from,
                        to,
                        other,
                        other.layout.digests(),
                        otherFrom,
                        otherTo);
    }

    private boolean sameKeys(
            int keys, int length, int from, int to, Segment other, int otherKeys, int otherFrom, int otherTo) {
        return Arrays.equals(
                bytes,
                keys + from * length,
                keys + to * length,
                other.bytes,
                otherKeys + otherFrom * length,
                otherKeys + otherTo * length);
    }

    private int search(int order, int keys, byte[] wanted) {
        int low = 0;
        int high = layout.rows() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int row = buffer.getInt(order + middle * Integer.BYTES);
            int key = keys + row * wanted.length;
            int comparison = Arrays.compareUnsigned(bytes, key, key + wanted.length, wanted, 0, wanted.length);
            if (comparison == 0) {
                return row;
            }
            if (comparison < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int compareName(int row, byte[] wanted) {
        int string = string(Text.NAME, row);
        return Arrays.compareUnsigned(bytes, stringStart(string), stringStart(string + 1), wanted, 0, wanted.length);
    }

    private String text(Text column, int row) {
        int string = string(column, row);
        int start = stringStart(string);
        return new String(bytes, start, stringStart(string + 1) - start, StandardCharsets.UTF_8);
    }

    /** Of a column that not every segment has. */
    private String later(Text column, int row) {
        boolean has = column.ordinal() < layout.columns() && string(column, row) >= 0;
        return has ? text(column, row) : "";
    }

    private int string(Text column, int row) {
        return buffer.getInt(layout.text(column) + row * Integer.BYTES);
    }

    private int stringStart(int string) {
        return layout.stringBytes() + buffer.getInt(layout.stringStarts() + string * Integer.BYTES);
    }
}
