package io.fettle.sources;

import io.fettle.api.advisory.Advisory;

/**
 * How much one run may hand over: a source that always has one more must not fill the server's memory. Counts what takes
 * room: a package, a note, an advisory, each of its statements and references. For one run and one thread.
 */
final class RunBounds {
    /** Several times the greatest feed that is known. */
    static final long MOST = 3_000_000;

    private final long most;
    private long taken;

    RunBounds(long most) {
        this.most = most;
    }

    void one() {
        take(1);
    }

    void take(Advisory advisory) {
        take(1L
                + advisory.affected().size()
                + advisory.references().size()
                + advisory.cves().size());
    }

    private void take(long weight) {
        taken += weight;
        if (taken > most) {
            throw new TooMuchException(most);
        }
    }

    /** The source does not come to an end. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuchException(long most) {
            super("A source handed over more than " + most + " facts in one run");
        }
    }
}
