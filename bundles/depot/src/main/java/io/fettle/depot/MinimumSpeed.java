package io.fettle.depot;

import java.io.IOException;
import java.util.function.LongSupplier;

/** Ends downloads that a server keeps alive by dripping: at least 1 KiB/s over each 60 seconds. Not thread-safe. */
final class MinimumSpeed {
    static final long WINDOW_NANOS = 60_000_000_000L;
    static final long BYTES_PER_WINDOW = 60L * 1024;

    private final LongSupplier nanoTime;
    private long windowStart;
    private long bytes;

    MinimumSpeed(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowStart = nanoTime.getAsLong();
    }

    void received(int count) throws IOException {
        bytes += count;
        long now = nanoTime.getAsLong();
        if (now - windowStart < WINDOW_NANOS) {
            return;
        }
        if (bytes < BYTES_PER_WINDOW) {
            throw new IOException("slower than 1 KiB/s: " + bytes + " bytes in the last minute");
        }
        windowStart = now;
        bytes = 0;
    }
}
