package io.fettle.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lines of a stream of any length in bounded memory. Bytes become characters one by one (Latin-1), so that no input is
 * malformed. A line ends with LF or CR LF; the last one needs no end.
 */
final class BoundedLines {
    /** Longest line in bytes that is handed out. */
    static final int MAX_LENGTH = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private byte[] line = new byte[BUFFER];
    private int position;
    private int filled;
    private int length;
    private boolean tooLong;

    /** What to do before a read that may block. */
    interface BeforeRead {
        void run() throws IOException;
    }

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false at the end. */
    boolean next(BeforeRead beforeRead) throws IOException {
        length = 0;
        tooLong = false;
        boolean begun = false;
        while (true) {
            if (position == filled) {
                beforeRead.run();
                filled = Math.max(0, in.read(buffer));
                position = 0;
                if (filled == 0) {
                    return begun;
                }
            }
            begun = true;
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            keep(end);
            position = end;
            if (end < filled) {
                position++;
                return true;
            }
        }
    }

    /** The current line, or empty when it is longer than {@link #MAX_LENGTH}. */
    Optional<String> line() {
        if (tooLong) {
            return Optional.empty();
        }
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Optional.of(new String(line, 0, end, StandardCharsets.ISO_8859_1));
    }

    private void keep(int end) {
        int count = end - position;
        if (tooLong || length + count > MAX_LENGTH) {
            tooLong = true;
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_LENGTH, Math.max(2 * line.length, length + count)));
        }
        System.arraycopy(buffer, position, line, length, count);
        length += count;
    }
}
