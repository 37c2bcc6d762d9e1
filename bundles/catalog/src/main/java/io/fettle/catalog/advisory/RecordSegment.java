package io.fettle.catalog.advisory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Records with a key, and words under which they are found; read in place. Immutable. Big-endian: a header of six ints
 * (magic in two, format, rows, words, postings); where keys, bodies, words and each word's postings start (ints, one
 * more than there are); postings (ints: rows, ascending); then the bytes of keys, bodies and words. Keys and words are
 * sorted by their bytes.
 */
public final class RecordSegment {
    static final int MAGIC_1 = 0x46657474;
    static final int MAGIC_2 = 0x6c655265;
    /** Raised with every change of layout or meaning; segments of another format are made anew. */
    static final int FORMAT = 3;

    static final int HEADER = 6 * Integer.BYTES;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final int rows;
    private final int words;
    private final int postings;

    /** @throws IllegalArgumentException where these bytes are no segment of the present format */
    public RecordSegment(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER
                || buffer.getInt(0) != MAGIC_1
                || buffer.getInt(4) != MAGIC_2
                || buffer.getInt(8) != FORMAT) {
            throw new IllegalArgumentException("Not a segment of records of format " + FORMAT);
        }
        rows = buffer.getInt(12);
        words = buffer.getInt(16);
        postings = buffer.getInt(20);
        long head = HEADER + 4L * (2L * (rows + 1L) + 2L * (words + 1L) + postings);
        if (rows < 0 || words < 0 || postings < 0 || head > bytes.length) {
            throw new IllegalArgumentException("A segment of records is cut short");
        }
        requireAscending(keyStarts(), rows, (int) head, bytes.length);
        requireAscending(bodyStarts(), rows, (int) head, bytes.length);
        requireAscending(wordStarts(), words, (int) head, bytes.length);
        requireAscending(postingStarts(), words, 0, postings);
        for (int i = 0; i < postings; i++) {
            require(start(postingsAt(), i) >= 0 && start(postingsAt(), i) < rows);
        }
    }

    /** @param starts where one more than {@code count} numbers are, the last of them the end */
    private void requireAscending(int starts, int count, int least, int most) {
        int before = least;
        for (int i = 0; i <= count; i++) {
            require(start(starts, i) >= before);
            before = start(starts, i);
        }
        require(before <= most);
    }

    private static void require(boolean whole) {
        if (!whole) {
            throw new IllegalArgumentException("A segment of records is damaged");
        }
    }

    int rows() {
        return rows;
    }

    String key(int row) {
        return text(keyStart(row), keyStart(row + 1));
    }

    byte[] body(int row) {
        return Arrays.copyOfRange(bytes, bodyStart(row), bodyStart(row + 1));
    }

    /** The row with this key, or -1. */
    int rowOf(String key) {
        return search(key, rows, keyStarts());
    }

    /** Whether the other segment has the same record under the key of this row. */
    boolean hasSame(int row, RecordSegment other) {
        int found = other.firstNotBelow(bytes, keyStart(row), keyStart(row + 1), other.rows, keyStarts());
        return found < other.rows
                && Arrays.equals(
                        bytes,
                        keyStart(row),
                        keyStart(row + 1),
                        other.bytes,
                        other.keyStart(found),
                        other.keyStart(found + 1))
                && Arrays.equals(
                        bytes,
                        bodyStart(row),
                        bodyStart(row + 1),
                        other.bytes,
                        other.bodyStart(found),
                        other.bodyStart(found + 1));
    }

    /** How many rows have a key that begins so. */
    int count(String prefix) {
        int last = prefix.length() - 1;
        String next = prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
        return firstNotBelow(next, rows, keyStarts()) - firstNotBelow(prefix, rows, keyStarts());
    }

    /** Rows that are in force: all but those under {@link Keys#WITHDRAWN}. */
    public int inForce() {
        return rows - rowsUnder(Keys.WITHDRAWN).length;
    }

    /** Rows that are found under this word, ascending. */
    int[] rowsUnder(String word) {
        int found = search(word, words, wordStarts());
        if (found < 0) {
            return new int[0];
        }
        int from = buffer.getInt(postingStarts() + found * Integer.BYTES);
        int to = buffer.getInt(postingStarts() + (found + 1) * Integer.BYTES);
        int[] under = new int[to - from];
        for (int i = 0; i < under.length; i++) {
            under[i] = buffer.getInt(postingsAt() + (from + i) * Integer.BYTES);
        }
        return under;
    }

    /** Whether any word begins so. */
    boolean hasWord(String prefix) {
        int word = firstNotBelow(prefix, words, wordStarts());
        return word < words
                && text(start(wordStarts(), word), start(wordStarts(), word + 1))
                        .startsWith(prefix);
    }

    /** All words that begin so, in order. */
    void words(String prefix, Consumer<String> each) {
        for (int word = firstNotBelow(prefix, words, wordStarts()); word < words; word++) {
            String text = text(start(wordStarts(), word), start(wordStarts(), word + 1));
            if (!text.startsWith(prefix)) {
                return;
            }
            each.accept(text);
        }
    }

    private int search(String wanted, int count, int starts) {
        int found = firstNotBelow(wanted, count, starts);
        return found < count && compare(found, starts, wanted.getBytes(StandardCharsets.UTF_8)) == 0 ? found : -1;
    }

    private int firstNotBelow(String wanted, int count, int starts) {
        byte[] sought = wanted.getBytes(StandardCharsets.UTF_8);
        return firstNotBelow(sought, 0, sought.length, count, starts);
    }

    private int firstNotBelow(byte[] sought, int from, int to, int count, int starts) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(bytes, start(starts, middle), start(starts, middle + 1), sought, from, to) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int index, int starts, byte[] sought) {
        return Arrays.compareUnsigned(bytes, start(starts, index), start(starts, index + 1), sought, 0, sought.length);
    }

    private int start(int starts, int index) {
        return buffer.getInt(starts + index * Integer.BYTES);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private int keyStart(int row) {
        return start(keyStarts(), row);
    }

    private int bodyStart(int row) {
        return start(bodyStarts(), row);
    }

    private static int keyStarts() {
        return HEADER;
    }

    private int bodyStarts() {
        return keyStarts() + (rows + 1) * Integer.BYTES;
    }

    private int wordStarts() {
        return bodyStarts() + (rows + 1) * Integer.BYTES;
    }

    private int postingStarts() {
        return wordStarts() + (words + 1) * Integer.BYTES;
    }

    private int postingsAt() {
        return postingStarts() + (words + 1) * Integer.BYTES;
    }
}
