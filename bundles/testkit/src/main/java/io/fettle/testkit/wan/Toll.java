package io.fettle.testkit.wan;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Counts the bytes of one direction and keeps them to a speed. Thread-safe. */
final class Toll {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final AtomicLong carried = new AtomicLong();
    private long freeAtNanos = System.nanoTime();

    long carried() {
        return carried.get();
    }

    void count(int bytes) {
        carried.addAndGet(bytes);
    }

    /** Returns when these bytes may pass. */
    void await(int bytes, long bytesPerSecond) {
        if (bytesPerSecond == 0) {
            return;
        }
        long turn;
        synchronized (this) {
            freeAtNanos = Math.max(freeAtNanos, System.nanoTime()) + bytes * SECOND_NANOS / bytesPerSecond;
            turn = freeAtNanos;
        }
        awaitNanos(turn);
    }

    static void awaitNanos(long turn) {
        for (long left = turn - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
