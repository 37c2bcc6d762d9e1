package io.fettle.itests.bench.fleet;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.itests.bench.figure.Bench;
import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Report;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** A big fleet: what it takes to build, to keep, to judge anew and to ask. */
public final class FleetBench implements Bench {
    private static final Scope ALL = Scope.all();
    private static final PageRequest PAGE = PageRequest.first(50);
    private static final int SOURCES_A_DAY = 20;
    private static final int ADVISORIES_A_ROUND = 12;
    private static final int QUESTIONS = 2_000;
    private static final int QUESTIONS_A_CHECK_IN = 20;
    private static final double BUILD_SECONDS = 60;
    private static final double WHOLE_MILLIS = 150;
    private static final double ADVISORY_MILLIS = 1;
    private static final double HEAP_MIB = 200;
    private static final double ANSWER_MILLIS = 50;

    private final FleetSize size;

    public FleetBench() {
        this(FleetSize.wanted());
    }

    FleetBench(FleetSize size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String about() {
        return "evaluation of 100,000 made-up computers, against the same questions in SQL on PostgreSQL";
    }

    @Override
    public void run(Path directory, Report report) throws Exception {
        report.note("making up " + size.computers() + " computers from seed " + size.seed());
        World world = new World(size.packages(), size.seed());
        MemoryFleet fleet = Population.of(world, size.computers(), size.seed());
        Vendor vendor = new Vendor(world, size.advisories(), size.seed());
        Catalog.Revision revision = vendor.publishAll();
        report.add(figure("computers", size.computers(), "computers"));
        report.add(figure("items of a computer, mean", meanItems(fleet), "items"));
        report.add(figure("distinct items", fleet.itemCount(), "items"));
        new AgainstSql(name(), size, fleet, revision).run(directory, report);
        build(world, fleet, vendor, report);
    }

    private void build(World world, MemoryFleet fleet, Vendor vendor, Report report) throws Exception {
        Catalog.Revision revision = vendor.current();
        long before = Heap.used();
        long begin = System.nanoTime();
        try (Evaluated evaluated = Evaluated.start(fleet, revision)) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            report.add(figure("index built at start", seconds, "s").withGoal(Goal.atMost(BUILD_SECONDS)));
            report.add(figure("heap of the index", Heap.mebibytes(Heap.used() - before), "MiB")
                    .withGoal(Goal.atMost(HEAP_MIB)));
            revisions(world, evaluated, vendor, report);
            advisories(world, evaluated, vendor, report);
            checkIns(evaluated, fleet, report);
            questions(evaluated, fleet, report);
            report.add(figure("heap of the index, asked for all", Heap.mebibytes(Heap.used() - before), "MiB"));
        }
    }

    private void revisions(World world, Evaluated evaluated, Vendor vendor, Report report) throws Exception {
        SplittableRandom random = new SplittableRandom(size.seed());
        Costs days = new Costs();
        Costs whole = new Costs();
        for (int round = 0; round < size.rounds(); round++) {
            for (int i = 0; i < SOURCES_A_DAY; i++) {
                world.update(random.nextInt(world.sources()));
            }
            days.add(evaluated.publish(vendor.publishPackages()));
            Catalog.Revision last = vendor.current();
            whole.add(evaluated.publish(new Opaque(last, last.number() + 1)));
            evaluated.publish(vendor.publishOneMore(random.nextInt(world.sources())));
            evaluated.publish(vendor.publishOneMore(random.nextInt(world.sources())));
        }
        days.tell(name(), "new revision: " + SOURCES_A_DAY + " sources updated", WHOLE_MILLIS, report);
        whole.tell(name(), "new revision: everything judged anew", WHOLE_MILLIS, report);
    }

    private void advisories(World world, Evaluated evaluated, Vendor vendor, Report report) throws Exception {
        SplittableRandom random = new SplittableRandom(size.seed());
        Costs each = new Costs();
        for (int round = 0; round < size.rounds() * ADVISORIES_A_ROUND; round++) {
            each.add(evaluated.publish(vendor.publishOneMore(random.nextInt(world.sources()))));
        }
        each.tell(name(), "one new advisory", ADVISORY_MILLIS, report);
    }

    private void checkIns(Evaluated evaluated, MemoryFleet fleet, Report report) throws Exception {
        SplittableRandom random = new SplittableRandom(size.seed());
        Rounds each = new Rounds();
        for (int round = 0; round < size.rounds() * 50; round++) {
            int ordinal = random.nextInt(size.computers());
            each.add(evaluated.checkIn(ordinal, upgraded(fleet, ordinal, random)));
        }
        report.add(figure("check-in with a change: median", each.median(), "ms"));
        report.add(figure("check-in with a change: p99", each.percentile(0.99), "ms"));
    }

    /** The same computer with another version of one of its packages. */
    private static MemoryFleet.Member upgraded(MemoryFleet fleet, int ordinal, SplittableRandom random) {
        MemoryFleet.Member member = fleet.member(ordinal);
        int[] items = member.items().toArray();
        int at = random.nextInt(items.length);
        SoftwareItem old = fleet.item(items[at]);
        for (int number = 0; number < fleet.itemCount(); number++) {
            if (fleet.item(number).name().equals(old.name()) && number != items[at]) {
                items[at] = number;
                break;
            }
        }
        return new MemoryFleet.Member(
                member.officeId(),
                member.groups(),
                member.setup(),
                member.release(),
                new PackedItems(Arrays.stream(items).sorted().distinct().toArray()),
                member.dryRun());
    }

    private void questions(Evaluated evaluated, MemoryFleet fleet, Report report) throws Exception {
        SplittableRandom random = new SplittableRandom(size.seed());
        Rounds cve = new Rounds();
        Rounds computers = new Rounds();
        Rounds dashboard = new Rounds();
        Rounds patches = new Rounds();
        for (int question = 0; question < QUESTIONS; question++) {
            if (question % QUESTIONS_A_CHECK_IN == 0) {
                int ordinal = random.nextInt(size.computers());
                evaluated.checkIn(ordinal, upgraded(fleet, ordinal, random));
                dashboard.add(Rounds.millis(() -> evaluated.findings().fleet(ALL)));
                patches.add(Rounds.millis(() -> evaluated.findings().patches(false, ALL, PAGE)));
            }
            int number = random.nextInt(size.advisories());
            cve.add(Rounds.millis(() -> evaluated.findings().detail(Vendor.cve(number), ALL)));
            computers.add(Rounds.millis(() ->
                    evaluated.findings().computers(Vendor.cve(number), Optional.empty(), Optional.empty(), ALL, PAGE)));
        }
        report.add(figure("one CVE: median", cve.median(), "ms"));
        report.add(figure("one CVE: p99", cve.percentile(0.99), "ms").withGoal(Goal.atMost(ANSWER_MILLIS)));
        report.add(figure("computers of one CVE: median", computers.median(), "ms"));
        report.add(figure("computers of one CVE: p99", computers.percentile(0.99), "ms")
                .withGoal(Goal.atMost(ANSWER_MILLIS)));
        report.add(figure("dashboard: p99", dashboard.percentile(0.99), "ms"));
        report.add(figure("missing patches: p99", patches.percentile(0.99), "ms"));
    }

    private static double meanItems(MemoryFleet fleet) {
        long sum = 0;
        for (int ordinal = 0; ordinal < fleet.ordinalCount(); ordinal++) {
            sum += fleet.member(ordinal).items().size();
        }
        return (double) sum / fleet.ordinalCount();
    }

    private Figure figure(String metric, double ours, String unit) {
        return Figure.of(name(), metric, ours, unit);
    }
}
