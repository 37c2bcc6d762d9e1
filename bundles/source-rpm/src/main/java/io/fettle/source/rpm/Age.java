package io.fettle.source.rpm;

import java.time.Instant;
import java.util.Optional;

/**
 * How old a repomd.xml is. Its revision is a number that grows; nearly everybody takes the time. Where somebody writes
 * words there, the files' own times have to do.
 *
 * @param revision empty where it is no number
 * @param timestamp of the newest file, in seconds; 0 where there is none
 */
record Age(Optional<Long> revision, long timestamp) {
    private static final long FIRST_TIME = 500_000_000L;
    private static final long LAST_TIME = 100_000_000_000L;

    boolean isBefore(Age other) {
        return revision.isPresent() && other.revision.isPresent()
                ? revision.get() < other.revision.get()
                : timestamp < other.timestamp;
    }

    /** The time that it speaks of; 1970 where it speaks of none. */
    Instant instant() {
        return Instant.ofEpochSecond(revision.filter(Age::isTime).orElse(isTime(timestamp) ? timestamp : 0));
    }

    private static boolean isTime(long seconds) {
        return seconds >= FIRST_TIME && seconds < LAST_TIME;
    }

    /** For people: a time, or the number that it is. */
    @Override
    public String toString() {
        boolean counted = revision.isPresent() && !isTime(revision.get());
        return counted ? String.valueOf(revision.get()) : instant().toString();
    }
}
