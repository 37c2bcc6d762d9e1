package io.fettle.format.deb822;

import io.fettle.format.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The fields of one stanza. Names are looked up without regard to case; values are decoded when asked for, so a field
 * that nobody reads costs nothing. Bytes that are no UTF-8 come out as replacement characters.
 *
 * <p>The stanza of a {@link StanzaReader} is a view that the next {@code next()} overwrites; {@link #copy} makes one that
 * stays. A view belongs to one thread, a copy is never written again.
 */
public final class Stanza {

    private final String what;
    private byte[] bytes;
    private int start;
    private int length;
    private long offset;

    /** Positions are relative to the stanza's start, so that the reader may move its buffer. */
    private int[] nameStarts;

    private int[] nameEnds;
    private int[] valueStarts;
    private int[] valueEnds;
    private int[] hashes;
    private int count;

    Stanza(String what) {
        this.what = what;
        this.bytes = new byte[0];
        this.nameStarts = new int[32];
        this.nameEnds = new int[32];
        this.valueStarts = new int[32];
        this.valueEnds = new int[32];
        this.hashes = new int[32];
    }

    private Stanza(Stanza other) {
        this.what = other.what;
        this.bytes = Arrays.copyOfRange(other.bytes, other.start, other.start + other.length);
        this.length = other.length;
        this.offset = other.offset;
        this.count = other.count;
        this.nameStarts = Arrays.copyOf(other.nameStarts, count);
        this.nameEnds = Arrays.copyOf(other.nameEnds, count);
        this.valueStarts = Arrays.copyOf(other.valueStarts, count);
        this.valueEnds = Arrays.copyOf(other.valueEnds, count);
        this.hashes = Arrays.copyOf(other.hashes, count);
    }

    /**
     * A field's value: the first line without surrounding blanks, every further line without its one leading blank and
     * its trailing blanks, joined by {@code \n}. Comment lines are gone.
     */
    public Optional<String> find(String name) {
        int field = indexOf(name);
        return field < 0 ? Optional.empty() : Optional.of(decode(field));
    }

    /** As {@link #find}; a missing or empty field is a failure. */
    public String require(String name) throws FormatException {
        int field = indexOf(name);
        String value = field < 0 ? "" : decode(field);
        if (value.isEmpty()) {
            throw new FormatException(
                    what, "the stanza at byte " + offset + " has no " + name + " field or an empty one");
        }
        return value;
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The value's non-empty lines, each without surrounding blanks; empty when the field is missing. */
    public List<String> lines(String name) {
        return find(name).map(value -> tokens(value, "\n")).orElseGet(List::of);
    }

    /** The value's words, split at blanks and line ends; empty when the field is missing. */
    public List<String> words(String name) {
        return find(name).map(value -> tokens(value, " \t\n")).orElseGet(List::of);
    }

    /** Field names in order, spelled as in the input. */
    public List<String> names() {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(text(nameStarts[i], nameEnds[i]));
        }
        return Collections.unmodifiableList(names);
    }

    /** Where the stanza's first line starts in the stream, in bytes. */
    public long offset() {
        return offset;
    }

    /** Bytes from there to the end of its last line, line end included. */
    public int length() {
        return length;
    }

    /** The stanza's own bytes, newly copied. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** A stanza that outlives the reader's next step. */
    public Stanza copy() {
        return new Stanza(this);
    }

    void clear() {
        count = 0;
        length = 0;
    }

    int count() {
        return count;
    }

    /** Where the stanza's bytes are; the reader tells again whenever they have moved. */
    void locate(byte[] buffer, int position, long streamOffset) {
        bytes = buffer;
        start = position;
        offset = streamOffset;
    }

    void setLength(int newLength) {
        length = newLength;
    }

    /** Returns false when there is a field of that name already. */
    boolean add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        int hash = hash(nameStart, nameEnd);
        for (int i = 0; i < count; i++) {
            if (hashes[i] == hash && sameName(i, nameStart, nameEnd)) {
                return false;
            }
        }
        if (count == hashes.length) {
            grow();
        }
        nameStarts[count] = nameStart;
        nameEnds[count] = nameEnd;
        valueStarts[count] = valueStart;
        valueEnds[count] = valueEnd;
        hashes[count] = hash;
        count++;
        return true;
    }

    void extendLast(int valueEnd) {
        valueEnds[count - 1] = valueEnd;
    }

    String text(int from, int to) {
        return new String(bytes, start + from, to - from, StandardCharsets.UTF_8);
    }

    private int indexOf(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + lower(name.charAt(i));
        }
        for (int i = 0; i < count; i++) {
            if (hashes[i] == hash && isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isNamed(int field, String name) {
        int from = nameStarts[field];
        if (nameEnds[field] - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(bytes[start + from + i]) != lower(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameName(int field, int nameStart, int nameEnd) {
        int from = nameStarts[field];
        if (nameEnds[field] - from != nameEnd - nameStart) {
            return false;
        }
        for (int i = 0; i < nameEnd - nameStart; i++) {
            if (lower(bytes[start + from + i]) != lower(bytes[start + nameStart + i])) {
                return false;
            }
        }
        return true;
    }

    private int hash(int from, int to) {
        int hash = 0;
        for (int i = start + from; i < start + to; i++) {
            hash = 31 * hash + lower(bytes[i]);
        }
        return hash;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    private String decode(int field) {
        int from = start + valueStarts[field];
        int to = start + valueEnds[field];
        int lineEnd = lineEnd(from, to);
        if (lineEnd == to) {
            return trimmed(from, to);
        }
        StringBuilder value = new StringBuilder(to - from);
        value.append(trimmed(from, lineEnd));
        while (lineEnd < to) {
            int lineStart = lineEnd + 1;
            lineEnd = lineEnd(lineStart, to);
            if (bytes[lineStart] == ' ' || bytes[lineStart] == '\t') {
                value.append('\n').append(withoutTrailingBlanks(lineStart + 1, lineEnd));
            }
        }
        return value.toString();
    }

    private int lineEnd(int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    private String trimmed(int from, int to) {
        int first = from;
        while (first < to && isBlank(bytes[first])) {
            first++;
        }
        return withoutTrailingBlanks(first, to);
    }

    private String withoutTrailingBlanks(int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static List<String> tokens(String value, String separators) {
        List<String> tokens = new ArrayList<>();
        for (StringTokenizer rest = new StringTokenizer(value, separators); rest.hasMoreTokens(); ) {
            String token = rest.nextToken().strip();
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
        return Collections.unmodifiableList(tokens);
    }

    private void grow() {
        int size = hashes.length * 2;
        nameStarts = Arrays.copyOf(nameStarts, size);
        nameEnds = Arrays.copyOf(nameEnds, size);
        valueStarts = Arrays.copyOf(valueStarts, size);
        valueEnds = Arrays.copyOf(valueEnds, size);
        hashes = Arrays.copyOf(hashes, size);
    }
}
