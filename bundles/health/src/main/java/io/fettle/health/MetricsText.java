package io.fettle.health;

import io.fettle.spi.health.MetricSource.Metrics;

/** Prometheus' text format 0.0.4, for numbers without labels: that much needs no library of five bundles. */
final class MetricsText implements Metrics {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void gauge(String name, String help, double value) {
        write(name, "gauge", help, value);
    }

    @Override
    public void counter(String name, String help, double value) {
        write(name, "counter", help, value);
    }

    private void write(String name, String type, String help, double value) {
        if (!name.matches("[a-z][a-z0-9_]{0,99}")) {
            throw new IllegalArgumentException("Not a metric's name: " + name);
        }
        text.append("# HELP fettle_")
                .append(name)
                .append(' ')
                .append(help.replace("\\", "\\\\").replaceAll("[\\r\\n]", " "))
                .append('\n');
        text.append("# TYPE fettle_").append(name).append(' ').append(type).append('\n');
        text.append("fettle_").append(name).append(' ').append(number(value)).append('\n');
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
