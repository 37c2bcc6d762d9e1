package io.fettle.agent.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/**
 * Goes through the lines of a text, of which only one is in memory at a time, and that one bounded. Lines end with a line
 * feed; a carriage return before it does not count. Not thread-safe; the caller closes the stream.
 */
public final class BoundedLines {
    private final InputStream in;
    private final Charset charset;
    private final byte[] buffer = new byte[16 * 1024];
    private final int max;
    private byte[] line = new byte[1024];
    private int at;
    private int end;

    /** @param max bytes of one line */
    public BoundedLines(InputStream in, int max, Charset charset) {
        this.in = in;
        this.max = max;
        this.charset = charset;
    }

    /**
     * Empty at the end of the text.
     *
     * @throws IOException also where a line is longer than it may be
     */
    public Optional<String> next() throws IOException {
        int length = 0;
        boolean any = false;
        while (at < end || fill()) {
            any = true;
            byte value = buffer[at++];
            if (value == '\n') {
                return Optional.of(text(length));
            }
            if (length == max) {
                throw new IOException("A line has over " + max + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(2 * length, max));
            }
            line[length++] = value;
        }
        return any ? Optional.of(text(length)) : Optional.empty();
    }

    private String text(int length) {
        int shown = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, shown, charset);
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
