package io.fettle.catalog;

/**
 * Where the columns of a segment lie, of which the texts are those of {@link Text} up to {@code columns}. Big-endian: a header of five ints (magic in two, format, rows, strings), string
 * starts (ints, one more than strings), the columns, then the strings' bytes. Rows are sorted by name, strings by their
 * bytes.
 */
record SegmentLayout(int rows, int strings, int columns) {
    static final int MAGIC_1 = 0x46657474;
    static final int MAGIC_2 = 0x6c655365;
    /**
     * Raised with every change of layout or meaning; segments of an unknown format are made anew. Indexes that use none of
     * the later columns are still written without them, so that segments of old stay what they are.
     */
    static final int FORMAT = 2;

    static final int FORMAT_OF_OLD = 1;
    static final int COLUMNS_OF_OLD = 6;

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

    /** Columns of texts that a segment of this format has; 0 for a format that is not known. */
    static int columnsOf(int format) {
        return switch (format) {
            case FORMAT_OF_OLD -> COLUMNS_OF_OLD;
            case FORMAT -> Text.values().length;
            default -> 0;
        };
    }

    int format() {
        return columns == COLUMNS_OF_OLD ? FORMAT_OF_OLD : FORMAT;
    }

    int stringStarts() {
        return HEADER;
    }

    int text(Text column) {
        return stringStarts() + (strings + 1) * Integer.BYTES + column.ordinal() * rows * Integer.BYTES;
    }

    int byPatch() {
        return stringStarts() + (strings + 1) * Integer.BYTES + columns * rows * Integer.BYTES;
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
