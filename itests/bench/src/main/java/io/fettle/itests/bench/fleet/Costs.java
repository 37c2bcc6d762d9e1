package io.fettle.itests.bench.fleet;

import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Report;
import io.fettle.itests.bench.program.Cost;

/** Wall and CPU of many rounds: on a machine that others use as well, only the second says much. Not thread-safe. */
final class Costs {
    private final Rounds wall = new Rounds();
    private final Rounds cpu = new Rounds();

    void add(Cost cost) {
        wall.add(cost.wallMillis());
        cpu.add(cost.cpuMillis());
    }

    void tell(String bench, String metric, double goalMillis, Report report) {
        report.add(Figure.of(bench, metric, wall.median(), "ms").withGoal(Goal.atMost(goalMillis)));
        report.add(Figure.of(bench, metric + ": CPU", cpu.median(), "ms"));
    }
}
