package io.fettle.testkit.health;

import io.fettle.spi.health.MetricSource;
import io.fettle.spi.health.MetricSource.Metrics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a source measures, as {@code name} or <code>name{label="value"}</code>; holds names to Prometheus' rules. */
public final class RecordedMetrics implements Metrics {
    private final Map<String, Double> figures = new TreeMap<>();

    private RecordedMetrics() {}

    /** Asks a source once. */
    public static Map<String, Double> of(MetricSource source) {
        RecordedMetrics recorded = new RecordedMetrics();
        source.measure(recorded);
        return recorded.figures;
    }

    @Override
    public void gauge(String name, String help, Map<String, String> labels, double value) {
        if (name.endsWith("_total")) {
            throw new AssertionError("Only counters end in _total: " + name);
        }
        put(name, help, labels, value);
    }

    @Override
    public void counter(String name, String help, Map<String, String> labels, double value) {
        if (!name.endsWith("_total")) {
            throw new AssertionError("Counters end in _total: " + name);
        }
        put(name, help, labels, value);
    }

    private void put(String name, String help, Map<String, String> labels, double value) {
        if (!name.matches("[a-z][a-z0-9_]*") || help.isBlank()) {
            throw new AssertionError("A figure needs a plain name and words that say what it is: " + name);
        }
        String key = labels.isEmpty()
                ? name
                : new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
                                .collect(Collectors.joining(",", name + '{', "}"));
        if (figures.put(key, value) != null) {
            throw new AssertionError("Measured twice: " + key);
        }
    }
}
