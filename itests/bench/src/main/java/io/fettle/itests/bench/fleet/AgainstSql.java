package io.fettle.itests.bench.fleet;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.assessment.ExposureSummary;
import io.fettle.api.catalog.Catalog;
import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The first of the computers in both: the same questions, the same answers, two clocks. */
final class AgainstSql {
    private static final Scope ALL = Scope.all();
    private static final double TIMES = 300;
    private static final int CVES = 30;
    private static final int ROUNDS_OF_SQL = 3;

    private final String bench;
    private final FleetSize size;
    private final MemoryFleet fleet;
    private final Catalog.Revision revision;

    AgainstSql(String bench, FleetSize size, MemoryFleet whole, Catalog.Revision revision) {
        this.bench = bench;
        this.size = size;
        this.fleet = whole.first(size.sqlComputers());
        this.revision = revision;
    }

    void run(Path directory, Report report) throws Exception {
        report.note("filling PostgreSQL with the first " + size.sqlComputers() + " of them");
        try (SqlFleet sql = SqlFleet.load(directory.resolve("postgresql"), fleet, Judged.of(fleet, revision));
                Evaluated evaluated = Evaluated.start(fleet, revision)) {
            whole(sql, evaluated, report);
            cves(sql, evaluated, report);
        }
    }

    /** Every count that a new revision changes: of patches, and of computers. */
    private void whole(SqlFleet sql, Evaluated evaluated, Report report) throws Exception {
        Rounds ours = new Rounds();
        Rounds theirs = new Rounds();
        for (int round = 0; round < size.rounds(); round++) {
            ours.add(evaluated
                    .publish(new Opaque(revision, revision.number() + round + 1))
                    .wallMillis());
        }
        for (int round = 0; round < ROUNDS_OF_SQL; round++) {
            theirs.add(Rounds.millis(sql::patches) + Rounds.millis(sql::missing));
        }
        long patches =
                evaluated.findings().patches(false, ALL, PageRequest.first(1)).total();
        report.note(patches + " missing patches, by SQL (which knows no pins) " + sql.patches());
        report.add(compared("re-evaluation, " + size.sqlComputers() + " computers", ours.median(), theirs.median()));
        report.add(times("re-evaluation: times as fast", ours.median(), theirs.median()));
    }

    private void cves(SqlFleet sql, Evaluated evaluated, Report report) throws Exception {
        SplittableRandom random = new SplittableRandom(size.seed());
        Rounds ours = new Rounds();
        Rounds theirs = new Rounds();
        for (int i = 0; i < CVES; i++) {
            int number = random.nextInt(size.advisories());
            long[] counts = new long[2];
            theirs.add(Rounds.millis(
                    () -> counts[0] = sql.exposed(Vendor.cve(number).value())));
            ours.add(Rounds.millis(() -> counts[1] = evaluated
                    .findings()
                    .of(Vendor.cve(number), ALL)
                    .map(ExposureSummary::exposed)
                    .orElse(0L)));
            if (counts[0] != counts[1]) {
                throw new IOException("Of " + Vendor.cve(number) + " we say " + counts[1] + ", SQL says " + counts[0]);
            }
        }
        report.add(compared("who has one CVE, " + size.sqlComputers() + " computers", ours.median(), theirs.median()));
        report.add(times("who has one CVE: times as fast", ours.median(), theirs.median()));
    }

    private Figure compared(String metric, double ours, double theirs) {
        return Figure.of(bench, metric, ours, "ms").against("PostgreSQL", theirs);
    }

    private Figure times(String metric, double ours, double theirs) {
        return Figure.of(bench, metric, theirs / ours, "times").withGoal(Goal.atLeast(TIMES));
    }
}
