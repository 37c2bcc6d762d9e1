package io.fettle.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What one thread has used so far: memory that it allocated, time that it ran. What others do does not count. */
public final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long allocated;
    private final long nanos;

    private Meter(long allocated, long nanos) {
        this.allocated = allocated;
        this.nanos = nanos;
    }

    /** Of the thread that calls. */
    public static Meter start() {
        long thread = Thread.currentThread().getId();
        return new Meter(THREADS.getThreadAllocatedBytes(thread), THREADS.getCurrentThreadCpuTime());
    }

    public long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
    }

    public long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime() - nanos;
    }
}
