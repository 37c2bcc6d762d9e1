package io.fettle.itests.bench.fleet;

import java.lang.management.ManagementFactory;

/** What is in use of this process's heap. */
final class Heap {
    private static final int COLLECTIONS = 3;
    private static final double MEBIBYTE = 1 << 20;

    private Heap() {}

    /** After collections, in bytes. */
    static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static double mebibytes(long bytes) {
        return bytes / MEBIBYTE;
    }
}
