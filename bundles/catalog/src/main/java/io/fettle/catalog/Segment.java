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

    /** Not to be changed; for who compares segments, as is the layout. */
    final byte[] bytes;

    final SegmentLayout layout;
    private final ByteBuffer buffer;
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

    String text(Text column, int row) {
        int string = string(column, row);
        int start = stringStart(string);
        return new String(bytes, start, stringStart(string + 1) - start, StandardCharsets.UTF_8);
    }

    /** Of a column that not every segment has. */
    private String later(Text column, int row) {
        return stringOrNone(column, row) < 0 ? "" : text(column, row);
    }

    /** -1 where the segment does not have the column, or the row nothing in it. */
    int stringOrNone(Text column, int row) {
        return column.ordinal() < layout.columns() ? string(column, row) : -1;
    }

    int string(Text column, int row) {
        return buffer.getInt(layout.text(column) + row * Integer.BYTES);
    }

    int stringStart(int string) {
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
