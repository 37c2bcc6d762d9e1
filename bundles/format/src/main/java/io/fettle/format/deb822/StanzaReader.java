package io.fettle.format.deb822;

import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads stanzas one after the other from a stream of any length, holding one stanza at a time.
 *
 * <pre>{@code
 * while (reader.next()) {
 *     String name = reader.stanza().require("Package");
 * }
 * }</pre>
 *
 * <p>Accepts what apt accepts (carriage returns before line ends, continuation lines of blanks only) and refuses what
 * two readers could take differently: duplicate fields, lines that belong to no field, NUL bytes in names, and everything
 * beyond the limits. For one thread.
 */
public final class StanzaReader implements Closeable {

    private static final int BUFFER = 64 * 1024;
    private static final int MAX_AT_ONCE = 10_000;

    private final InputStream in;
    private final Dialect dialect;
    private final StanzaLimits limits;
    private final String what;
    private final Stanza stanza;

    private byte[] buffer;
    private int stanzaStart;
    private int end;
    private boolean ended;
    /** Offset of the buffer's first byte in the stream. */
    private long bufferOffset;
    /** Next line's start, relative to the stanza's start. */
    private int cursor;

    /** Closing the reader closes the stream. */
    public StanzaReader(InputStream in, Dialect dialect, StanzaLimits limits, String what) {
        this(in, dialect, limits, what, new byte[BUFFER], 0);
    }

    private StanzaReader(InputStream in, Dialect dialect, StanzaLimits limits, String what, byte[] buffer, int filled) {
        this.in = in;
        this.dialect = dialect;
        this.limits = limits;
        this.what = what;
        this.stanza = new Stanza(what);
        this.buffer = buffer;
        this.end = filled;
    }

    /** A reader over bytes at hand, which are read in place and must not change meanwhile. */
    public static StanzaReader over(byte[] content, Dialect dialect, StanzaLimits limits, String what) {
        StanzaReader reader =
                new StanzaReader(InputStream.nullInputStream(), dialect, limits, what, content, content.length);
        reader.ended = true;
        return reader;
    }

    /** All stanzas of a small file at once: of 10,000 at most. */
    public static List<Stanza> readAll(byte[] content, Dialect dialect, StanzaLimits limits, String what)
            throws FormatException {
        List<Stanza> stanzas = new ArrayList<>();
        try (StanzaReader reader =
                new StanzaReader(new ByteArrayInputStream(content), dialect, limits, what, new byte[1024], 0)) {
            while (reader.next()) {
                if (stanzas.size() == MAX_AT_ONCE) {
                    throw new FormatException(what, "more than " + MAX_AT_ONCE + " stanzas");
                }
                stanzas.add(reader.stanza().copy());
            }
        } catch (FormatException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory does not fail", e);
        }
        return List.copyOf(stanzas);
    }

    /** Steps to the next stanza; false at the end. After a failure the reader must not be used any more. */
    public boolean next() throws IOException {
        stanzaStart += cursor;
        cursor = 0;
        stanza.clear();
        stanza.locate(buffer, stanzaStart, bufferOffset + stanzaStart);
        while (true) {
            int lineEnd = findLineEnd();
            if (lineEnd < 0) {
                return finish();
            }
            boolean separator = isSeparator(lineEnd);
            if (separator && stanza.count() > 0) {
                stanza.setLength(cursor);
                cursor = Math.min(lineEnd + 1, end - stanzaStart);
                return true;
            }
            if (stanza.count() == 0 && (separator || isComment())) {
                skipTo(lineEnd + 1);
                continue;
            }
            if (!isComment()) {
                readLine(lineEnd);
            }
            cursor = lineEnd + 1;
        }
    }

    /** The view of the stanza that the last {@link #next} stepped to. */
    public Stanza stanza() {
        return stanza;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean finish() {
        // The last line may lack its line end; then the cursor is one too far.
        cursor = Math.min(cursor, end - stanzaStart);
        stanza.setLength(cursor);
        return stanza.count() > 0;
    }

    /** Forgets blank and comment lines before a stanza, so that it starts at its first field. */
    private void skipTo(int position) {
        stanzaStart = Math.min(stanzaStart + position, end);
        cursor = 0;
        stanza.locate(buffer, stanzaStart, bufferOffset + stanzaStart);
    }

    private void readLine(int lineEnd) throws FormatException {
        byte first = buffer[stanzaStart + cursor];
        if (first == ' ' || first == '\t') {
            if (stanza.count() == 0) {
                throw malformed("a continuation line that continues nothing");
            }
            stanza.extendLast(lineEnd);
            return;
        }
        int colon = cursor;
        while (colon < lineEnd && isNameByte(buffer[stanzaStart + colon])) {
            colon++;
        }
        if (colon == cursor || colon == lineEnd || buffer[stanzaStart + colon] != ':' || first == '-' || first == '#') {
            throw malformed("a line that is neither field nor continuation");
        }
        addField(colon, lineEnd);
    }

    private void addField(int colon, int lineEnd) throws FormatException {
        if (stanza.count() == limits.maxFields()) {
            throw malformed("more than " + limits.maxFields() + " fields");
        }
        if (!stanza.add(cursor, colon, colon + 1, lineEnd)) {
            throw malformed("the field " + stanza.text(cursor, colon) + " twice");
        }
    }

    private static boolean isNameByte(byte b) {
        return b > ' ' && b < 0x7f && b != ':';
    }

    private boolean isComment() {
        return dialect == Dialect.CONFIGURATION && buffer[stanzaStart + cursor] == '#';
    }

    private boolean isSeparator(int lineEnd) {
        for (int i = cursor; i < lineEnd; i++) {
            if (buffer[stanzaStart + i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Relative position of the line's end, which is the stream's end for a last line without one; -1 at the end. */
    private int findLineEnd() throws IOException {
        int scanned = cursor;
        while (true) {
            byte[] bytes = buffer;
            int limit = end;
            int i = stanzaStart + scanned;
            while (i < limit && bytes[i] != '\n') {
                i++;
            }
            int lineEnd = i - stanzaStart;
            if (lineEnd - cursor > limits.maxLineBytes()) {
                throw malformed("a line longer than " + limits.maxLineBytes() + " bytes");
            }
            if (lineEnd > limits.maxStanzaBytes()) {
                throw malformed("a stanza longer than " + limits.maxStanzaBytes() + " bytes");
            }
            if (i < limit) {
                return lineEnd;
            }
            scanned = lineEnd;
            if (!fill()) {
                return cursor < lineEnd ? lineEnd : -1;
            }
        }
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (stanzaStart > 0) {
            System.arraycopy(buffer, stanzaStart, buffer, 0, end - stanzaStart);
            bufferOffset += stanzaStart;
            end -= stanzaStart;
            stanzaStart = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, limits.maxStanzaBytes() + BUFFER));
        }
        stanza.locate(buffer, 0, bufferOffset);
        int n = in.read(buffer, end, buffer.length - end);
        if (n < 0) {
            ended = true;
            return false;
        }
        end += n;
        return true;
    }

    private FormatException malformed(String problem) {
        return new FormatException(what, problem + ", at byte " + (bufferOffset + stanzaStart + cursor));
    }
}
