package io.fettle.catalog;

/**
 * Where the columns of a segment lie, of which the texts are those of {@link Text} up to {@link #columns}. Big-endian: a
 * header of five ints (magic in two, format, rows, strings), string starts (ints, one more than strings), the columns, then
 * the strings' bytes, then {@link RelationBlocks} where the format has them. Rows are sorted by name, strings by their bytes.
 */
record SegmentLayout(int rows, int strings, int format) {
    static final int MAGIC_1 = 0x46657474;
    static final int MAGIC_2 = 0x6c655365;
    /**
     * Raised with every change of layout or meaning; segments of an unknown format are made anew. Indexes that use none of
     * the later parts are still written without them, so that segments of old stay what they are.
     */
    static final int FORMAT = 4;

    private static final int PLAIN = 1;
    private static final int LATER_COLUMNS = 2;
    private static final int RELATIONS = 3;
    private static final int COLUMNS_OF_OLD = 6;

    static final int MAX_ROWS = 1_000_000;
    static final int HEADER = 5 * Integer.BYTES;
    static final int DIGEST = 32;
    static final int PATCH = 16;

    /** The columns that hold string numbers. */
    enum Text {
        NAME,
        VERSION,
        ARCH,
        SOURCE_NAME,
        SOURCE_VERSION,
        /** A directory ending with a slash where the file has its usual name, else the whole path. */
        PATH,
        /** Since format 2; -1 for none. */
        MODULE,
        /** Since format 2; in lines, -1 for none. */
        OBSOLETES
    }

    /** The format of a segment with these parts. */
    static int formatOf(boolean laterColumns, boolean relations) {
        if (relations) {
            return laterColumns ? FORMAT : RELATIONS;
        }
        return laterColumns ? LATER_COLUMNS : PLAIN;
    }

    static boolean isKnown(int format) {
        return format >= PLAIN && format <= FORMAT;
    }

    /** How many columns of texts there are. */
    int columns() {
        return format == PLAIN || format == RELATIONS ? COLUMNS_OF_OLD : Text.values().length;
    }

    boolean hasRelations() {
        return format >= RELATIONS;
    }

    int stringStarts() {
        return HEADER;
    }

    int text(Text column) {
        return stringStarts() + (strings + 1) * Integer.BYTES + column.ordinal() * rows * Integer.BYTES;
    }

    int byPatch() {
        return stringStarts() + (strings + 1) * Integer.BYTES + columns() * rows * Integer.BYTES;
    }

    int byDigest() {
        return byPatch() + rows * Integer.BYTES;
    }

    int sizes() {
        return byDigest() + rows * Integer.BYTES;
    }

    int offsets() {
        return sizes() + rows * Long.BYTES;
    }

    int digests() {
        return offsets() + rows * Long.BYTES;
    }

    int patches() {
        return digests() + rows * DIGEST;
    }

    int multiArch() {
        return patches() + rows * PATCH;
    }

    int stringBytes() {
        return multiArch() + rows;
    }
}
