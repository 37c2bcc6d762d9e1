package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.catalog.SegmentLayout.Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The packages of one index, read in place. Immutable. */
final class Segment {
    private static final MultiArch[] MULTI_ARCH = MultiArch.values();

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final SegmentLayout layout;
    private final Optional<RelationBlocks> relations;
    /** Made when somebody first asks; the same whoever makes it. */
    private volatile @Nullable Map<String, List<Integer>> obsoleting;

    /** @throws IllegalArgumentException where these bytes are no segment of a known format */
    Segment(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < SegmentLayout.HEADER
                || buffer.getInt(0) != SegmentLayout.MAGIC_1
                || buffer.getInt(4) != SegmentLayout.MAGIC_2
                || !SegmentLayout.isKnown(buffer.getInt(8))) {
            throw new IllegalArgumentException("Not a catalog segment of format " + SegmentLayout.FORMAT);
        }
        this.layout = new SegmentLayout(buffer.getInt(12), buffer.getInt(16), buffer.getInt(8));
        if (layout.rows() < 0 || layout.rows() > SegmentLayout.MAX_ROWS || layout.stringBytes() > bytes.length) {
            throw new IllegalArgumentException("A catalog segment is cut short");
        }
        this.relations = layout.hasRelations()
                ? Optional.of(new RelationBlocks(bytes, stringStart(layout.strings()), layout.rows()))
                : Optional.empty();
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
            List<String> names = later(Text.OBSOLETES, row)
                    .lines()
                    .map(Segment::nameIn)
                    .distinct()
                    .toList();
            names.forEach(
                    name -> rows.computeIfAbsent(name, n -> new ArrayList<>(1)).add(number));
        }
        return rows;
    }

    /** What the package of a row says of others. */
    Relations relations(int row) {
        return relations.map(blocks -> blocks.at(row)).orElse(Relations.UNKNOWN);
    }

    /** Rows of packages that may provide this name, ascending. */
    int[] rowsProviding(String name) {
        return relations.map(blocks -> blocks.rowsProviding(name)).orElseGet(() -> new int[0]);
    }

    /** Where the row's stanza starts in the plain index. */
    long stanzaOffset(int row) {
        return buffer.getLong(layout.offsets() + row * Long.BYTES);
    }

    /**
     * Tells each name whose rows in two segments do not read the same, in the same order. Content alone does not tell: the
     * module of a package is said elsewhere, and the same file may lie at another place.
     */
    static void differing(Segment one, Segment other, Consumer<String> each) {
        int left = 0;
        int right = 0;
        while (left < one.rows() || right < other.rows()) {
            int order = one.compareNames(left, other, right);
            int leftEnd = order <= 0 ? one.endOfName(left) : left;
            int rightEnd = order >= 0 ? other.endOfName(right) : right;
            if (!one.sameRows(left, leftEnd, other, right, rightEnd)) {
                each.accept(left < leftEnd ? one.text(Text.NAME, left) : other.text(Text.NAME, right));
            }
            left = leftEnd;
            right = rightEnd;
        }
    }

    /** Tells each name that rows of this name take the place of. */
    void obsoletedBy(String name, Consumer<String> each) {
        if (Text.OBSOLETES.ordinal() >= layout.columns()) {
            return;
        }
        int first = firstRowOf(name);
        for (int row = first; row >= 0 && hasSameName(row, first); row++) {
            later(Text.OBSOLETES, row).lines().map(Segment::nameIn).forEach(each);
        }
    }

    /** @param relation a name, with operator and version where it says so */
    private static String nameIn(String relation) {
        return relation.split(" ", 2)[0];
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
        int rows = to - from;
        return rows == otherTo - otherFrom
                && sameBytes(
                        layout.patches(), other, other.layout.patches(), SegmentLayout.PATCH, from, otherFrom, rows)
                && sameBytes(
                        layout.digests(), other, other.layout.digests(), SegmentLayout.DIGEST, from, otherFrom, rows)
                && sameBytes(layout.sizes(), other, other.layout.sizes(), Long.BYTES, from, otherFrom, rows)
                && sameBytes(layout.multiArch(), other, other.layout.multiArch(), 1, from, otherFrom, rows)
                && sameTexts(from, other, otherFrom, rows);
    }

    private boolean sameBytes(
            int column, Segment other, int otherColumn, int width, int from, int otherFrom, int rows) {
        return Arrays.equals(
                bytes,
                column + from * width,
                column + (from + rows) * width,
                other.bytes,
                otherColumn + otherFrom * width,
                otherColumn + (otherFrom + rows) * width);
    }

    /** By their bytes: each segment has numbers of its own for them. */
    private boolean sameTexts(int from, Segment other, int otherFrom, int rows) {
        for (Text column : Text.values()) {
            for (int row = 0; row < rows; row++) {
                if (!sameText(column, from + row, other, otherFrom + row)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean sameText(Text column, int row, Segment other, int otherRow) {
        int string = stringOrNone(column, row);
        int otherString = other.stringOrNone(column, otherRow);
        if (string < 0 || otherString < 0) {
            return string == otherString;
        }
        return Arrays.equals(
                bytes,
                stringStart(string),
                stringStart(string + 1),
                other.bytes,
                other.stringStart(otherString),
                other.stringStart(otherString + 1));
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
        return stringOrNone(column, row) < 0 ? "" : text(column, row);
    }

    /** -1 where the segment does not have the column, or the row nothing in it. */
    private int stringOrNone(Text column, int row) {
        return column.ordinal() < layout.columns() ? string(column, row) : -1;
    }

    private int string(Text column, int row) {
        return buffer.getInt(layout.text(column) + row * Integer.BYTES);
    }

    private int stringStart(int string) {
        return layout.stringBytes() + buffer.getInt(layout.stringStarts() + string * Integer.BYTES);
    }

    /**
     * A segment that was written by somebody else, or long ago.
     *
     * @throws IllegalArgumentException where these bytes are none of a known format, or damaged
     */
    static Segment checked(byte[] bytes) {
        try {
            Segment segment = new Segment(bytes);
            new SegmentCheck(segment.layout, segment.buffer).run();
            return segment;
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("A catalog segment is damaged", e);
        }
    }
}
