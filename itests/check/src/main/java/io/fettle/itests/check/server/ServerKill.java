package io.fettle.itests.check.server;

import io.fettle.itests.check.company.Archive;
import io.fettle.itests.check.company.AuditTrail;
import io.fettle.itests.check.company.Employee;
import io.fettle.itests.check.company.HeadOffice;
import io.fettle.itests.check.company.Staff;
import io.fettle.itests.check.company.Truth;
import io.fettle.itests.check.run.Attempt;
import io.fettle.itests.check.run.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A server on Derby under the load of an office is killed again and again: between any two messages, and sometimes once more
 * while it starts.
 */
public final class ServerKill implements Check {
    private static final int KILLS = Integer.getInteger("fettle.check.kills", 3);
    private static final int COMPUTERS = 5;
    private static final int PACKAGE_BYTES = 1000;
    /** A task's trace holds 200 entries; so many messages are about 30 reports of each computer. */
    private static final int MOST_MESSAGES = 150;

    private static final int MOST_MICROS_MORE = 15_000;
    private static final int MOST_MILLIS_OF_START = 9000;
    /** One of so many starts is killed as well. */
    private static final int STARTS = 3;

    @Override
    public String name() {
        return "server-kill";
    }

    @Override
    public String about() {
        return "the server dies " + KILLS + " times under load; nothing acknowledged is lost or doubled";
    }

    @Override
    public String run(Attempt attempt) throws Exception {
        Archive archive = Archive.in(attempt.directory().resolve("archive"), attempt.random(), List.of(PACKAGE_BYTES));
        attempt.note("starting a server");
        try (HeadOffice office = HeadOffice.open(attempt.directory().resolve("server"))) {
            office.use(archive);
            try (Staff staff = Staff.hire(office, archive, attempt.directory().resolve("staff"), COMPUTERS)) {
                return run(attempt, office, staff);
            }
        }
    }

    private static String run(Attempt attempt, HeadOffice office, Staff staff) throws Exception {
        Truth truth = new Truth(office, staff);
        AdminWork admin = new AdminWork(office);
        AuditTrail audit = AuditTrail.read(office);
        double slowest = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int messages = attempt.between(1, MOST_MESSAGES);
            int micros = attempt.between(0, MOST_MICROS_MORE);
            boolean again = attempt.between(1, STARTS) == 1;
            Duration start = Duration.ofMillis(attempt.between(0, MOST_MILLIS_OF_START));
            attempt.note("kill " + kill + " of " + KILLS + ": " + micros + " us after message " + messages
                    + (again ? ", and again " + start.toMillis() + " ms after the start" : ""));
            new WorkingDay(staff.employees(), admin, messages).run(attempt.random(), () -> {
                LockSupport.parkNanos(micros * 1000L);
                office.kill();
            });
            if (again) {
                office.startAndKill(start);
            }
            slowest = Math.max(slowest, office.restart());
            truth.requireAcknowledged();
            AuditTrail now = AuditTrail.read(office);
            now.requireIntact();
            now.requireContinues(audit);
            admin.require(now);
            audit = now;
            settle(office, staff);
            truth.requireEverything();
        }
        return String.format(
                "%d kills, %d reports, %d tokens, ready after %.1f s at most",
                KILLS, staff.reports(), admin.count(), slowest);
    }

    /** What was on its way is sent again, and taken once. */
    private static void settle(HeadOffice office, Staff staff) throws IOException {
        for (Employee employee : staff.employees()) {
            employee.computer().connect(office.port());
            employee.settleReports();
            employee.settleInventory();
        }
    }
}
