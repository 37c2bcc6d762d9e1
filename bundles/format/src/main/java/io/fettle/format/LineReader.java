package io.fettle.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Goes through the lines of a text in UTF-8, within bounds. Lines end with a line feed, a carriage return before it does
 * not count; bytes that are no UTF-8 become replacement characters. For one thread; the caller closes the stream.
 */
public final class LineReader {
    private final InputStream in;
    private final int maxLines;
    private final String what;
    private final byte[] bytes;
    private int length;
    private int number;

    /** @param maxLine bytes of one line @param what names the text in failures */
    public LineReader(InputStream in, int maxLine, int maxLines, String what) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.bytes = new byte[maxLine];
        this.maxLines = maxLines;
        this.what = what;
    }

    /** Goes to the next line. False at the end of the text. */
    public boolean next() throws IOException {
        length = 0;
        int value = in.read();
        if (value < 0) {
            return false;
        }
        if (++number > maxLines) {
            throw new FormatException(what, "more than " + maxLines + " lines");
        }
        for (; value >= 0 && value != '\n'; value = in.read()) {
            if (length == bytes.length) {
                throw malformed("more than " + bytes.length + " bytes");
            }
            bytes[length++] = (byte) value;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    /** The line that {@link #next} went to. */
    public String line() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** What is wrong with this line, in the caller's terms. */
    public FormatException malformed(String problem) {
        return new FormatException(what, problem + " in line " + number);
    }
}
