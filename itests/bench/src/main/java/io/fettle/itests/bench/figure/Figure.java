package io.fettle.itests.bench.figure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured number.
 *
 * @param ours median of all rounds
 * @param goal what it is meant to be; empty where a figure only informs
 */
public record Figure(String bench, String metric, double ours, String unit, Optional<Peer> peer, Optional<Goal> goal) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same work done by somebody else, in the same run. */
    public record Peer(String name, double value) {}

    public static Figure of(String bench, String metric, double ours, String unit) {
        return new Figure(bench, metric, ours, unit, Optional.empty(), Optional.empty());
    }

    public Figure against(String name, double value) {
        return new Figure(bench, metric, ours, unit, Optional.of(new Peer(name, value)), goal);
    }

    public Figure withGoal(Goal wanted) {
        return new Figure(bench, metric, ours, unit, peer, Optional.of(wanted));
    }

    /** Ours by the peer's. */
    public OptionalDouble ratio() {
        return peer.filter(p -> p.value() > 0).stream()
                .mapToDouble(p -> ours / p.value())
                .findFirst();
    }

    /** Whether the goal is met; empty where there is none, or where it needs a peer that could not be measured. */
    public Optional<Boolean> holds() {
        return goal.flatMap(g -> g.holds(this));
    }

    /** One line of JSON; what is unknown is null. */
    public String json() {
        ObjectNode line = JSON.createObjectNode();
        line.put("bench", bench);
        line.put("metric", metric);
        line.put("ours", rounded(ours));
        line.put("peer", peer.map(p -> rounded(p.value())).orElse(null));
        line.put("peer_name", peer.map(Peer::name).orElse(null));
        line.put("unit", unit);
        line.put("ratio", ratio().isPresent() ? (Double) rounded(ratio().getAsDouble()) : null);
        line.put("goal", goal.map(Goal::text).orElse(null));
        line.put("holds", holds().orElse(null));
        return line.toString();
    }

    /** One row for people. */
    public String row() {
        String other = peer.map(p -> number(p.value()) + " " + p.name()).orElse("-");
        String times = ratio().isPresent() ? number(ratio().getAsDouble()) + "x" : "-";
        String verdict = holds().map(h -> h ? "holds" : "DOES NOT HOLD").orElse("-");
        return String.format(
                Locale.ROOT,
                "%-36s %12s %-12s %-34s %8s  %-20s %s",
                metric,
                number(ours),
                unit,
                other,
                times,
                goal.map(Goal::text).orElse("-"),
                verdict);
    }

    public static String head() {
        return String.format(
                Locale.ROOT,
                "%-36s %12s %-12s %-34s %8s  %-20s %s",
                "figure",
                "ours",
                "unit",
                "peer",
                "ratio",
                "goal",
                "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
