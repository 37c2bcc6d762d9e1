package io.fettle.itests.bench.catalog;

import com.sun.management.OperatingSystemMXBean;
import io.fettle.itests.bench.figure.Bench;
import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Median;
import io.fettle.itests.bench.figure.Report;
import io.fettle.itests.bench.program.Cost;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Imports this machine's own distribution: first in a cold process, then in a warm one, then where nothing changed. */
public final class CatalogImport implements Bench {
    private static final int ROUNDS = 3;
    private static final int LOOKS = 30;
    private static final double CPU_GOAL = 4;
    private static final double UNCHANGED_GOAL_MILLIS = 20;
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public String name() {
        return "catalog-import";
    }

    @Override
    public String about() {
        return "an import of this machine's Debian or Ubuntu suites, against apt-cache gencaches and apt-get update";
    }

    @Override
    public void run(Path directory, Report report) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new IOException("this bench needs a machine with apt");
        }
        report.note("fetching the suites' lists as apt is set up here");
        FrozenArchive archive = FrozenArchive.freeze(directory);
        Apt apt = new Apt(archive, directory.resolve("peer"));
        List<Cost> cold = new ArrayList<>();
        List<Cost> warm = new ArrayList<>();
        List<Cost> unchanged = new ArrayList<>();
        List<Cost> aptUpdate = new ArrayList<>();
        List<Cost> aptCache = new ArrayList<>();
        List<Cost> aptUnchanged = new ArrayList<>();
        long packages = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            report.note("round " + round + " of " + ROUNDS);
            try (Spine spine = new Spine(directory.resolve("state-" + round))) {
                (round == 0 ? cold : warm).add(cost(() -> spine.importAll(archive)));
                packages = spine.revision().size();
                if (round > 0) {
                    // Once for the compiler and the collector, which still work on the import.
                    spine.syncAll();
                    unchanged.add(each(spine, LOOKS * archive.suites().size()));
                }
            }
            if (round > 0) {
                aptUpdate.add(apt.firstUpdate());
                aptCache.add(apt.buildCache());
                aptUnchanged.add(apt.update());
            }
        }
        String cache = "apt-cache gencaches";
        String update = "apt-get update + cache";
        String again = "apt-get update, unchanged, a suite";
        report.add(figure("packages in the catalog", packages, "packages"));
        report.add(figure("import, cold: CPU", cpu(cold), "ms").against(cache, cpu(aptCache)));
        report.add(figure("import, cold: wall", wall(cold), "ms").against(cache, wall(aptCache)));
        report.add(figure("import, warm: CPU", cpu(warm), "ms")
                .against(cache, cpu(aptCache))
                .withGoal(Goal.atMostTimesThePeer(CPU_GOAL)));
        report.add(figure("import, warm: wall", wall(warm), "ms").against(cache, wall(aptCache)));
        report.add(figure("import, warm: CPU, whole job", cpu(warm), "ms").against(update, cpu(aptUpdate)));
        report.add(figure("import, warm: wall, whole job", wall(warm), "ms").against(update, wall(aptUpdate)));
        report.add(figure("a suite without changes: CPU", cpu(unchanged), "ms")
                .against(again, cpu(aptUnchanged) / archive.suites().size())
                .withGoal(Goal.atMost(UNCHANGED_GOAL_MILLIS)));
        report.add(figure("a suite without changes: wall", wall(unchanged), "ms")
                .against(again, wall(aptUnchanged) / archive.suites().size()));
    }

    /** What one suite costs, of many looks at all suites. */
    private static Cost each(Spine spine, int parts) throws IOException {
        Cost all = cost(() -> {
            for (int i = 0; i < LOOKS; i++) {
                spine.syncAll();
            }
        });
        return new Cost(all.wallMillis() / parts, all.cpuMillis() / parts);
    }

    private Figure figure(String metric, double ours, String unit) {
        return Figure.of(name(), metric, ours, unit);
    }

    private static double cpu(List<Cost> rounds) {
        return median(rounds, Cost::cpuMillis);
    }

    private static double wall(List<Cost> rounds) {
        return median(rounds, Cost::wallMillis);
    }

    private static double median(List<Cost> rounds, ToDoubleFunction<Cost> of) {
        return Median.of(rounds.stream().mapToDouble(of).boxed().toList());
    }

    private interface Work {
        void run() throws IOException;
    }

    /** CPU of the whole process: all threads, the compiler's and the collector's included. */
    private static Cost cost(Work work) throws IOException {
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - start) / 1e6, (SYSTEM.getProcessCpuTime() - cpu) / 1e6);
    }
}
