package io.fettle.itests.check.server;

import io.fettle.itests.check.company.Employee;
import io.fettle.itests.check.run.BrokenPromiseException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Everybody works at the same time, until the server does not answer any more. */
final class WorkingDay {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    /** Of ten things that a computer does: reports, upgrades; the rest are check-ins. */
    private static final int REPORTS = 5;

    private static final int UPGRADES = 3;
    private static final int THINGS = 10;

    private final List<Employee> employees;
    private final AdminWork admin;
    private final CountDownLatch untilTheMoment;

    /** @param messages after which the moment has come */
    WorkingDay(List<Employee> employees, AdminWork admin, int messages) {
        this.employees = employees;
        this.admin = admin;
        this.untilTheMoment = new CountDownLatch(messages);
    }

    /** Something that ends the day. */
    interface Kill {
        void now() throws IOException, InterruptedException;
    }

    /** Works until the moment has come, kills, and returns when everybody has noticed. */
    void run(Random random, Kill kill) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> work = new ArrayList<>();
            for (Employee employee : employees) {
                Random own = new Random(random.nextLong());
                work.add(threads.submit(() -> work(employee, own)));
            }
            work.add(threads.submit(admin::work));
            boolean came = untilTheMoment.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
            kill.now();
            for (Future<?> one : work) {
                end(one);
            }
            if (!came) {
                throw new IOException("Fewer messages than asked for in " + LIMIT.toSeconds() + " s");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void end(Future<?> work) throws Exception {
        try {
            work.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokenPromiseException broken) {
                throw broken;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new IOException("Somebody goes on working with a dead server", e);
        }
    }

    private void work(Employee employee, Random random) {
        try {
            employee.settleReports();
            while (true) {
                untilTheMoment.countDown();
                int thing = random.nextInt(THINGS);
                if (thing < REPORTS) {
                    employee.report();
                } else if (thing < REPORTS + UPGRADES) {
                    employee.upgrade();
                } else {
                    employee.checkIn();
                }
            }
        } catch (IOException e) {
            // The server is dead: that is how each day ends.
        }
    }
}
