package io.fettle.launcher;

import java.time.Duration;
import java.util.Optional;

/**
 * What a wait writes where lines cannot be rewritten: nothing within its first second, then what it waits for, and that again
 * when it has changed, but not too often. Not thread-safe.
 */
final class WaitLines {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private String last = "";
    private Duration notBefore = FIRST;

    /** @param waited since the wait began */
    Optional<String> next(String text, Duration waited) {
        if (text.equals(last) || waited.compareTo(notBefore) < 0) {
            return Optional.empty();
        }
        last = text;
        notBefore = waited.plus(PAUSE);
        return Optional.of(text + " ...");
    }
}
