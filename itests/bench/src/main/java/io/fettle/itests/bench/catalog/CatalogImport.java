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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Imports this machine's own distribution until it is durable: first in a cold process, then in a warm one, then what
 * changes on a day, then where nothing changed. CPU is that of this process, so without PostgreSQL's own.
 */
public final class CatalogImport implements Bench {
    private static final int ROUNDS = 3;
    private static final int LOOKS = 30;
    private static final double CPU_GOAL = 4;
    private static final double DAY_GOAL = 0.3;
    private static final double UNCHANGED_GOAL_MILLIS = 20;
    private static final Map<String, Stores.Kind> DATABASES =
            new TreeMap<>(Map.of("Derby", Stores::derby, "PostgreSQL", Stores::postgres));
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
        List<Cost> unchanged = new ArrayList<>();
        Map<String, List<Cost>> warm = new LinkedHashMap<>();
        List<Cost> aptUpdate = new ArrayList<>();
        List<Cost> aptCache = new ArrayList<>();
        List<Cost> aptUnchanged = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            report.note("round " + round + " of " + ROUNDS);
            for (Map.Entry<String, Stores.Kind> kind : DATABASES.entrySet()) {
                Path place = directory.resolve(kind.getKey() + "-" + round);
                try (Stores stores = kind.getValue().in(place);
                        Spine spine = new Spine(
                                directory.resolve("state-" + kind.getKey() + "-" + round),
                                stores.catalog(),
                                stores.sources())) {
                    Cost imported = cost(() -> spine.importAll(archive.suites()));
                    boolean first = round == 0 && cold.isEmpty();
                    (first ? cold : warm.computeIfAbsent(kind.getKey(), k -> new ArrayList<>())).add(imported);
                    if (first) {
                        report.add(figure(
                                "packages in the catalog", spine.revision().size(), "packages"));
                    } else {
                        // Once for the compiler and the collector, which still work on the import.
                        spine.syncAll();
                        unchanged.add(each(spine, LOOKS * archive.suites().size()));
                    }
                }
            }
            if (round > 0) {
                aptUpdate.add(apt.firstUpdate());
                aptCache.add(apt.buildCache());
                aptUnchanged.add(apt.update());
            }
        }
        List<Cost> days = days(archive, directory, report);
        String cache = "apt-cache gencaches";
        String update = "apt-get update + cache";
        String again = "apt-get update, unchanged, a suite";
        report.add(figure("import, cold: CPU", cpu(cold), "ms").against(cache, cpu(aptCache)));
        report.add(figure("import, cold: wall", wall(cold), "ms").against(cache, wall(aptCache)));
        warm.forEach((database, costs) -> {
            report.add(figure("import, warm, " + database + ": CPU", cpu(costs), "ms")
                    .against(cache, cpu(aptCache))
                    .withGoal(Goal.atMostTimesThePeer(CPU_GOAL)));
            report.add(figure("import, warm, " + database + ": wall", wall(costs), "ms")
                    .against(cache, wall(aptCache)));
            report.add(figure("import, warm, " + database + ": CPU, whole job", cpu(costs), "ms")
                    .against(update, cpu(aptUpdate)));
        });
        report.add(figure("a day's changes: CPU", cpu(days), "ms")
                .against(cache, cpu(aptCache))
                .withGoal(Goal.atMostTimesThePeer(DAY_GOAL)));
        report.add(figure("a day's changes: wall", wall(days), "ms").against(cache, wall(aptCache)));
        report.add(figure("a suite without changes: CPU", cpu(unchanged), "ms")
                .against(again, cpu(aptUnchanged) / archive.suites().size())
                .withGoal(Goal.atMost(UNCHANGED_GOAL_MILLIS)));
        report.add(figure("a suite without changes: wall", wall(unchanged), "ms")
                .against(again, wall(aptUnchanged) / archive.suites().size()));
    }

    /** All suites are looked at after a day on which the security suite changed, which is the vendor's usual day. */
    private static List<Cost> days(FrozenArchive archive, Path directory, Report report) throws Exception {
        List<Cost> days = new ArrayList<>();
        FrozenArchive.Suite changing = archive.suites().stream()
                .filter(suite -> suite.name().endsWith("-security"))
                .findFirst()
                .orElseThrow(() -> new IOException("apt is set up for no security suite here"));
        for (int round = 0; round <= ROUNDS; round++) {
            report.note("day " + round + " of " + ROUNDS);
            Yesterday yesterday = Yesterday.of(changing, directory.resolve("yesterday-" + round));
            List<FrozenArchive.Suite> suites = new ArrayList<>(archive.suites());
            suites.set(suites.indexOf(changing), yesterday.suite());
            try (Stores stores = Stores.derby(directory.resolve("days-" + round));
                    Spine spine =
                            new Spine(directory.resolve("state-days-" + round), stores.catalog(), stores.sources())) {
                spine.importAll(suites);
                spine.syncAll();
                long before = spine.revision().number();
                yesterday.passes();
                Cost day = cost(spine::syncAll);
                if (spine.revision().number() == before) {
                    throw new IOException("the day changed nothing");
                }
                if (round > 0) {
                    days.add(day);
                }
            }
        }
        return days;
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
