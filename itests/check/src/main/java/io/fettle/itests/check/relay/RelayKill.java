package io.fettle.itests.check.relay;

import io.fettle.api.Digest;
import io.fettle.itests.check.company.Archive;
import io.fettle.itests.check.company.Employee;
import io.fettle.itests.check.company.HeadOffice;
import io.fettle.itests.check.company.Staff;
import io.fettle.itests.check.company.Truth;
import io.fettle.itests.check.company.Waiting;
import io.fettle.itests.check.run.Attempt;
import io.fettle.itests.check.run.BrokenPromiseException;
import io.fettle.itests.check.run.Check;
import io.fettle.testkit.wan.WanProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A relay dies again and again, in the middle of what it pulls over a bad line, and while it keeps reports because the line
 * is cut. Some computers trust it with their reports, the others send them until the server has them.
 */
public final class RelayKill implements Check {
    private static final int KILLS = Integer.getInteger("fettle.check.kills", 3);
    private static final int COMPUTERS = 5;
    private static final int CONTENT_BYTES = 6 << 20;
    private static final int TOOL_BYTES = 1000;
    private static final Duration ARRIVAL = Duration.ofSeconds(150);

    @Override
    public String name() {
        return "relay-kill";
    }

    @Override
    public String about() {
        return "the relay dies " + KILLS + " times on a bad line; content is whole and pulled once, no report is lost";
    }

    @Override
    public String run(Attempt attempt) throws Exception {
        List<Integer> sizes = new ArrayList<>(Collections.nCopies(KILLS, CONTENT_BYTES));
        sizes.add(0, TOOL_BYTES);
        Archive archive = Archive.in(attempt.directory().resolve("archive"), attempt.random(), sizes);
        attempt.note("starting a server");
        try (HeadOffice office = HeadOffice.open(attempt.directory().resolve("server"))) {
            office.use(archive);
            try (Staff staff = Staff.hire(office, archive, attempt.directory().resolve("staff"), COMPUTERS);
                    WanProxy wan = WanProxy.to(office.port(), attempt.random().nextLong())) {
                attempt.note("starting a relay");
                try (Branch branch =
                        Branch.open(office, wan, attempt.directory().resolve("relay"))) {
                    return run(attempt, archive, new Truth(office, staff), new Office(branch, wan, staff));
                }
            }
        }
    }

    private static String run(Attempt attempt, Archive archive, Truth truth, Office branch) throws Exception {
        List<Digest> contents =
                archive.packages().stream().skip(1).map(step -> step.digest()).toList();
        long pulled = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Round round = Round.draw(attempt, contents.get(kill), CONTENT_BYTES);
            attempt.note("kill " + (kill + 1) + " of " + KILLS + ": " + round.words());
            pulled += branch.live(round);
        }
        branch.requireHeld(contents);
        settle(branch.staff().employees(), truth);
        truth.requireEverything();
        return String.format(
                "%d kills, %d reports, %.1f MiB over the line for %.1f MiB of content",
                KILLS, branch.staff().reports(), mebibytes(pulled), mebibytes((long) KILLS * CONTENT_BYTES));
    }

    /** What is still open is sent, what the relay keeps arrives by itself. */
    private static void settle(List<Employee> employees, Truth truth) throws Exception {
        boolean arrived = Waiting.until(ARRIVAL, () -> {
            for (Employee employee : employees) {
                employee.settleReports();
            }
            return truth.hasEveryReport();
        });
        if (!arrived) {
            truth.requireEverything();
            throw new BrokenPromiseException(
                    "reports that the relay keeps did not arrive in " + ARRIVAL.toSeconds() + " s");
        }
        for (Employee employee : employees) {
            boolean settled = Waiting.until(ARRIVAL, () -> {
                employee.settleReports();
                return employee.openReports() == 0;
            });
            if (!settled) {
                throw new IOException("Computer " + employee.id() + " cannot get rid of its reports");
            }
        }
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
