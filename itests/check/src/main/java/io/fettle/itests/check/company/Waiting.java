package io.fettle.itests.check.company;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again, within a limit. */
public final class Waiting {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private Waiting() {}

    /** @return whether it came true in time; an answer that cannot be had counts as no */
    public static boolean until(Duration limit, Callable<Boolean> question) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!now(question)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    private static boolean now(Callable<Boolean> question) throws Exception {
        try {
            return question.call();
        } catch (IOException e) {
            return false;
        }
    }
}
