package io.fettle.catalog;

import io.fettle.catalog.SegmentLayout.Text;
import java.util.Arrays;
import java.util.function.Consumer;

/** What two segments have in different ways. Compares bytes, without making packages of them. */
record SegmentDifference(Segment one, Segment other) {
    /**
     * Tells each name whose rows in two segments do not read the same, in the same order. Content alone does not tell: the
     * module of a package is said elsewhere, and the same file may lie at another place.
     */
    void names(Consumer<String> each) {
        int left = 0;
        int right = 0;
        while (left < one.rows() || right < other.rows()) {
            int order = compareNames(left, right);
            int leftEnd = order <= 0 ? endOfName(one, left) : left;
            int rightEnd = order >= 0 ? endOfName(other, right) : right;
            if (!sameRows(left, leftEnd, right, rightEnd)) {
                each.accept(left < leftEnd ? one.text(Text.NAME, left) : other.text(Text.NAME, right));
            }
            left = leftEnd;
            right = rightEnd;
        }
    }

    private int compareNames(int row, int otherRow) {
        if (row == one.rows() || otherRow == other.rows()) {
            return Integer.compare(one.rows() - row == 0 ? 1 : 0, other.rows() - otherRow == 0 ? 1 : 0);
        }
        int name = one.string(Text.NAME, row);
        int otherName = other.string(Text.NAME, otherRow);
        return Arrays.compareUnsigned(
                one.bytes,
                one.stringStart(name),
                one.stringStart(name + 1),
                other.bytes,
                other.stringStart(otherName),
                other.stringStart(otherName + 1));
    }

    private static int endOfName(Segment segment, int first) {
        int end = first + 1;
        while (segment.hasSameName(end, first)) {
            end++;
        }
        return end;
    }

    private boolean sameRows(int from, int to, int otherFrom, int otherTo) {
        int rows = to - from;
        return rows == otherTo - otherFrom
                && sameBytes(one.layout.patches(), other.layout.patches(), SegmentLayout.PATCH, from, otherFrom, rows)
                && sameBytes(one.layout.digests(), other.layout.digests(), SegmentLayout.DIGEST, from, otherFrom, rows)
                && sameBytes(one.layout.sizes(), other.layout.sizes(), Long.BYTES, from, otherFrom, rows)
                && sameBytes(one.layout.multiArch(), other.layout.multiArch(), 1, from, otherFrom, rows)
                && sameTexts(from, otherFrom, rows);
    }

    private boolean sameBytes(int column, int otherColumn, int width, int from, int otherFrom, int rows) {
        return Arrays.equals(
                one.bytes,
                column + from * width,
                column + (from + rows) * width,
                other.bytes,
                otherColumn + otherFrom * width,
                otherColumn + (otherFrom + rows) * width);
    }

    /** By their bytes: each segment has numbers of its own for them. */
    private boolean sameTexts(int from, int otherFrom, int rows) {
        for (Text column : Text.values()) {
            for (int row = 0; row < rows; row++) {
                if (!sameText(column, from + row, otherFrom + row)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean sameText(Text column, int row, int otherRow) {
        int string = one.stringOrNone(column, row);
        int otherString = other.stringOrNone(column, otherRow);
        if (string < 0 || otherString < 0) {
            return string == otherString;
        }
        return Arrays.equals(
                one.bytes,
                one.stringStart(string),
                one.stringStart(string + 1),
                other.bytes,
                other.stringStart(otherString),
                other.stringStart(otherString + 1));
    }
}
