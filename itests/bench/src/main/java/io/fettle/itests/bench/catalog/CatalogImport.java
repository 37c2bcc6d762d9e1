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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Imports this machine's own distribution until it is durable: first in a cold process, then in a warm one, then what
 * changes on a day, then where nothing changed. CPU is that of this process, so without PostgreSQL's own.
 */
public final class CatalogImport implements Bench {
    private static final int ROUNDS = Integer.getInteger("fettle.bench.rounds", 5);
    /** Imports of a young process are the compiler's work as much as ours; a server imports for months. */
    private static final int ROUNDS_BEFORE = 10;

    private static final int LOOKS = 10;
    private static final double CPU_GOAL = 4;
    private static final double DAY_GOAL = 0.3;
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
        Costs costs = new Costs();
        try (Stores derby = Stores.derby(directory.resolve("derby"));
                Stores postgres = Stores.postgres(directory.resolve("postgres"))) {
            Map<String, Stores> databases = new TreeMap<>(Map.of("Derby", derby, "PostgreSQL", postgres));
            for (int round = 1; round <= ROUNDS_BEFORE + ROUNDS; round++) {
                report.note("round " + round + " of " + (ROUNDS_BEFORE + ROUNDS));
                boolean counts = round > ROUNDS_BEFORE;
                for (Map.Entry<String, Stores> database : databases.entrySet()) {
                    try (Spine spine = new Spine(
                            directory.resolve(database.getKey() + "-" + round),
                            database.getValue().catalog(),
                            database.getValue().sources())) {
                        ours(database.getKey(), spine, archive, counts, costs);
                    }
                }
                costs.aptUpdate.add(apt.firstUpdate());
                costs.aptCache.add(apt.buildCache());
                costs.aptUnchanged.add(apt.update());
            }
            costs.days.addAll(days(archive, directory, derby, report));
        }
        tell(costs, archive.suites().size(), report);
    }

    /** What was measured so far. */
    private static final class Costs {
        final List<Cost> cold = new ArrayList<>();
        final Map<String, List<Cost>> warm = new TreeMap<>();
        final List<Cost> unchanged = new ArrayList<>();
        final List<Cost> days = new ArrayList<>();
        final List<Cost> aptUpdate = new ArrayList<>();
        final List<Cost> aptCache = new ArrayList<>();
        final List<Cost> aptUnchanged = new ArrayList<>();
        long packages;
    }

    private static void ours(String database, Spine spine, FrozenArchive archive, boolean counts, Costs costs)
            throws IOException {
        Cost imported = cost(() -> spine.importAll(archive.suites()));
        costs.packages = spine.revision().size();
        if (costs.cold.isEmpty()) {
            costs.cold.add(imported);
        }
        if (counts) {
            costs.warm.computeIfAbsent(database, name -> new ArrayList<>()).add(imported);
            // Once for the collector, which still works on the import.
            spine.syncAll();
            costs.unchanged.add(each(spine, LOOKS * archive.suites().size()));
        }
        spine.removeAll();
    }

    private void tell(Costs costs, int suites, Report report) {
        String cache = "apt-cache gencaches";
        String update = "apt-get update + cache";
        String again = "apt-get update, unchanged, a suite";
        report.add(figure("packages in the catalog", costs.packages, "packages"));
        report.add(figure("import, cold: CPU", cpu(costs.cold), "ms").against(cache, cpu(costs.aptCache)));
        report.add(figure("import, cold: wall", wall(costs.cold), "ms").against(cache, wall(costs.aptCache)));
        costs.warm.forEach((database, warm) -> {
            report.add(figure("import, warm, " + database + ": CPU", cpu(warm), "ms")
                    .against(cache, cpu(costs.aptCache))
                    .withGoal(Goal.atMostTimesThePeer(CPU_GOAL)));
            report.add(figure("import, warm, " + database + ": wall", wall(warm), "ms")
                    .against(cache, wall(costs.aptCache)));
            report.add(figure("import, warm, " + database + ": CPU, whole job", cpu(warm), "ms")
                    .against(update, cpu(costs.aptUpdate)));
        });
        report.add(figure("a day's changes: CPU", cpu(costs.days), "ms")
                .against(cache, cpu(costs.aptCache))
                .withGoal(Goal.atMostTimesThePeer(DAY_GOAL)));
        report.add(figure("a day's changes: wall", wall(costs.days), "ms").against(cache, wall(costs.aptCache)));
        report.add(figure("a suite without changes: CPU", cpu(costs.unchanged), "ms")
                .against(again, cpu(costs.aptUnchanged) / suites)
                .withGoal(Goal.atMost(UNCHANGED_GOAL_MILLIS)));
        report.add(figure("a suite without changes: wall", wall(costs.unchanged), "ms")
                .against(again, wall(costs.aptUnchanged) / suites));
    }

    /** All suites are looked at after a day on which the security suite changed, which is the vendor's usual day. */
    private static List<Cost> days(FrozenArchive archive, Path directory, Stores stores, Report report)
            throws Exception {
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
            try (Spine spine =
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
                spine.removeAll();
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
