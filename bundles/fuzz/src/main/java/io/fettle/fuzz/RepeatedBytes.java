package io.fettle.fuzz;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** A text that is made while it is read: a beginning, numbered parts, an end. For input that must not fit into memory. */
public final class RepeatedBytes extends InputStream {
    private final LongFunction<String> part;
    private final long parts;
    private final String end;
    private byte[] current;
    private int at;
    private long next;

    /** @param parts {@link Long#MAX_VALUE} for one that does not end */
    public RepeatedBytes(String beginning, LongFunction<String> part, long parts, String end) {
        this.current = beginning.getBytes(StandardCharsets.UTF_8);
        this.part = part;
        this.parts = parts;
        this.end = end;
    }

    @Override
    public int read() {
        return more() ? current[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, buffer, offset, count);
        at += count;
        return count;
    }

    private boolean more() {
        while (at == current.length) {
            if (next > parts) {
                return false;
            }
            current = (next == parts ? end : part.apply(next)).getBytes(StandardCharsets.UTF_8);
            next++;
            at = 0;
        }
        return true;
    }
}
