package io.fettle.itests.check.relay;

import io.fettle.itests.check.company.Employee;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A computer that reports until its relay is dead. For one thread. */
final class Reporter {
    private static final int MOST_NEW = 12;
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final Employee employee;
    private final AtomicInteger answers;

    /** @param answers counts what the relay answered */
    Reporter(Employee employee, AtomicInteger answers) {
        this.employee = employee;
        this.answers = answers;
    }

    void work() {
        long most = employee.book().reports() + MOST_NEW;
        try {
            while (true) {
                if (employee.book().reports() < most) {
                    employee.report();
                } else if (employee.openReports() > 0) {
                    employee.settleReports();
                } else {
                    employee.computer().get("/health/live");
                }
                answers.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            // The relay is dead.
        }
    }
}
