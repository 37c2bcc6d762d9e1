package io.fettle.catalog;

/**
 * Where the columns of a segment lie. Big-endian: a header of five ints (magic in two, format, rows, strings), string
 * starts (ints, one more than strings), the columns, then the strings' bytes. Rows are sorted by name, strings by their
 * bytes.
 */
record SegmentLayout(int rows, int strings) {
    static final int MAGIC_1 = 0x46657474;
    static final int MAGIC_2 = 0x6c655365;
    /** Raised with every change of layout or meaning; segments of another format are made anew. */
    static final int FORMAT = 1;

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
        PATH
    }

    int stringStarts() {
        return HEADER;
    }

    int text(Text column) {
        return stringStarts() + (strings + 1) * Integer.BYTES + column.ordinal() * rows * Integer.BYTES;
    }

    int byPatch() {
        return stringStarts() + (strings + 1) * Integer.BYTES + Text.values().length * rows * Integer.BYTES;
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
