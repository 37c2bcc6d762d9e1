package io.fettle.health;

import io.fettle.spi.health.MetricSource.Metrics;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;

/** What the process itself needs. */
final class ProcessMetrics {
    private static final double MILLIS = 1000;

    private ProcessMetrics() {}

    static void measure(Metrics target) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        target.gauge("heap_used_bytes", "Heap in use", heap.getUsed());
        target.gauge("heap_committed_bytes", "Heap that the process has from the system", heap.getCommitted());
        target.gauge("heap_max_bytes", "Heap that it may have", heap.getMax());
        target.gauge(
                "threads",
                "Threads that live",
                ManagementFactory.getThreadMXBean().getThreadCount());
        target.gauge(
                "uptime_seconds",
                "Seconds since the process began",
                ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            target.counter(
                    "garbage_collection_seconds_total",
                    "Seconds spent on collecting garbage",
                    Map.of("collector", collector.getName()),
                    Math.max(0, collector.getCollectionTime()) / MILLIS);
        }
    }
}
