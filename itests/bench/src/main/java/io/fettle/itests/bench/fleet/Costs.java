package io.fettle.itests.bench.fleet;

import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Report;
import io.fettle.itests.bench.program.Cost;

/** Wall and CPU of many rounds: on a machine that others use as well, only the second says much. Not thread-safe. */
final class Costs {
    private final Rounds wall = new Rounds();
    private double cpuMillis;
    private int rounds;

    void add(Cost cost) {
        wall.add(cost.wallMillis());
        cpuMillis += cost.cpuMillis();
        rounds++;
    }

    void tell(String bench, String metric, double goalMillis, Report report) {
        report.add(Figure.of(bench, metric, wall.median(), "ms").withGoal(Goal.atMost(goalMillis)));
        // The clock of a process's CPU ticks too slowly for one round.
        report.add(Figure.of(bench, metric + ": CPU, mean", cpuMillis / rounds, "ms"));
    }
}
