package io.fettle.catalog;

import io.fettle.api.inventory.MultiArch;
import io.fettle.catalog.SegmentLayout.Text;
import java.nio.ByteBuffer;

/** Looks through the numbers of a segment once, so that it can be read in place without care. */
final class SegmentCheck {
    private static final int NONE = -1;

    private final SegmentLayout layout;
    private final ByteBuffer bytes;

    SegmentCheck(SegmentLayout layout, ByteBuffer bytes) {
        this.layout = layout;
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException where one of them leads out of the segment */
    void run() {
        long head = SegmentLayout.HEADER + 4L * (layout.strings() + 1L);
        require(layout.strings() >= 0 && head <= bytes.limit());
        require(layout.stringBytes() >= head && layout.stringBytes() <= bytes.limit());
        requireStrings();
        for (Text text : Text.values()) {
            if (text.ordinal() < layout.columns()) {
                requireNumbers(layout.text(text), text.ordinal() < Text.MODULE.ordinal() ? 0 : NONE, layout.strings());
            }
        }
        requireNumbers(layout.byPatch(), 0, layout.rows());
        requireNumbers(layout.byDigest(), 0, layout.rows());
        for (int row = 0; row < layout.rows(); row++) {
            int word = bytes.get(layout.multiArch() + row);
            require(word >= 0 && word < MultiArch.values().length);
        }
    }

    private void requireStrings() {
        int end = 0;
        for (int string = 0; string <= layout.strings(); string++) {
            int start = bytes.getInt(layout.stringStarts() + string * Integer.BYTES);
            require(start >= end);
            end = start;
        }
        require((long) layout.stringBytes() + end <= bytes.limit());
    }

    private void requireNumbers(int column, int least, int end) {
        for (int row = 0; row < layout.rows(); row++) {
            int number = bytes.getInt(column + row * Integer.BYTES);
            require(number >= least && number < end);
        }
    }

    private static void require(boolean whole) {
        if (!whole) {
            throw new IllegalArgumentException("A catalog segment is damaged");
        }
    }
}
