package io.fettle.health;

import io.fettle.spi.health.MetricSource.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prometheus' text format 0.0.4, for plain numbers: that much needs no library of five bundles. Not thread-safe. */
final class MetricsText implements Metrics {
    private static final String NAME = "[a-z][a-z0-9_]{0,99}";

    private final Map<String, Family> families = new LinkedHashMap<>();

    /** All figures of one name have to stand together. */
    private record Family(String type, StringBuilder text) {}

    @Override
    public void gauge(String name, String help, Map<String, String> labels, double value) {
        write(name, "gauge", help, labels, value);
    }

    @Override
    public void counter(String name, String help, Map<String, String> labels, double value) {
        write(name, "counter", help, labels, value);
    }

    private void write(String name, String type, String help, Map<String, String> labels, double value) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("Not a metric's name: " + name);
        }
        String shown = labels(labels);
        Family family = families.computeIfAbsent(name, first -> new Family(type, head(name, type, help)));
        if (!family.type().equals(type)) {
            throw new IllegalArgumentException("Metric " + name + " is a " + family.type() + " already");
        }
        family.text().append("fettle_").append(name).append(shown);
        family.text().append(' ').append(number(value)).append('\n');
    }

    private static StringBuilder head(String name, String type, String help) {
        return new StringBuilder("# HELP fettle_")
                .append(name)
                .append(' ')
                .append(help.replace("\\", "\\\\").replaceAll("[\\r\\n]", " "))
                .append("\n# TYPE fettle_")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label(label.getKey(), label.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String label(String name, String value) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("Not a label's name: " + name);
        }
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\\r\\n]", " ");
        return name + "=\"" + escaped + '"';
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        families.values().forEach(family -> all.append(family.text()));
        return all.toString();
    }
}
