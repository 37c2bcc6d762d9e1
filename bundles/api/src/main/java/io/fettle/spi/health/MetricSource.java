package io.fettle.spi.health;

import java.util.Map;

/** Plug-in (0..n): measures something of one capability. Called at every scrape; returns at once, from memory. */
public interface MetricSource {
    void measure(Metrics target);

    /**
     * Takes measurements. Names are lower-case words with underscores and end in their unit; {@code fettle_} is put before.
     * Figures that differ only in a label share one name, one help and one kind. Labels have few values, known in advance:
     * never an id, a host name or anything else from outside.
     */
    interface Metrics {
        void gauge(String name, String help, Map<String, String> labels, double value);

        /** Only grows while the process lives; its name ends in {@code _total}. */
        void counter(String name, String help, Map<String, String> labels, double value);

        default void gauge(String name, String help, double value) {
            gauge(name, help, Map.of(), value);
        }

        /** Like {@link #counter(String, String, Map, double)}, without labels. */
        default void counter(String name, String help, double value) {
            counter(name, help, Map.of(), value);
        }
    }
}
