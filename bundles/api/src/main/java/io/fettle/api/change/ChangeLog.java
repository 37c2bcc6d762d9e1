package io.fettle.api.change;

import java.util.List;

/** Reads the change log, which holds at least the newest million rows. Thread-safe. */
public interface ChangeLog {
    /** The newest revision that readers can see; 0 where nothing ever changed. */
    long latest();

    /** Changes after {@code revision}, oldest first, at most {@code max} (1 to 10,000). */
    List<Change> since(long revision, int max);
}
