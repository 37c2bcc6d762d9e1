package io.fettle.spi.health;

/** Plug-in (0..n): measures something of one capability. Called at every scrape; returns at once, from memory. */
public interface MetricSource {
    void measure(Metrics target);

    /** Takes measurements. Names are lower-case words with underscores and end in their unit; {@code fettle_} is put before. */
    interface Metrics {
        void gauge(String name, String help, double value);

        /** Only grows while the process lives; its name ends in {@code _total}. */
        void counter(String name, String help, double value);
    }
}
