package io.fettle.agent.link;

import io.fettle.member.UnexpectedStatusException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Waits where the other side has content on its way and asks to come again: never shorter than told, jittered, and not for
 * ever. For one fetch over one path; not thread-safe.
 */
final class Patience {
    static final int MAX_VISITS = 60;
    /** Then the next path is worth a second fetch over a thin line. */
    static final Duration LONGEST_IN_ALL = Duration.ofMinutes(30);

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SLICE = Duration.ofSeconds(1);

    private final RandomGenerator random;
    private final Sleep sleep;
    private int visits;
    private long waited;

    Patience(RandomGenerator random, Sleep sleep) {
        this.random = random;
        this.sleep = sleep;
    }

    /** Sleeps; replaced in tests. */
    interface Sleep {
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Waits as the answer asks, or until a pause is wanted.
     *
     * @throws UnexpectedStatusException the answer, where it asks for nothing or has asked often enough
     */
    void await(UnexpectedStatusException answer, BooleanSupplier pause)
            throws UnexpectedStatusException, InterruptedIOException {
        if (answer.retryAfter().isEmpty() || ++visits > MAX_VISITS || waited >= LONGEST_IN_ALL.toMillis()) {
            throw answer;
        }
        long told = Math.min(LONGEST.toMillis(), answer.retryAfter().get().toMillis());
        long left = told + random.nextLong(told / 2 + 1);
        waited += left;
        try {
            for (; left > 0 && !pause.getAsBoolean(); left -= SLICE.toMillis()) {
                sleep.sleep(Duration.ofMillis(Math.min(left, SLICE.toMillis())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while content was waited for");
        }
    }
}
