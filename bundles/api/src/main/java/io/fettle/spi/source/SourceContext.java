package io.fettle.spi.source;

import java.net.URI;
import java.time.Clock;

/** What a run is given. Usable on the run's thread, until the run ends. */
public interface SourceContext {
    Clock clock();

    /** The cursor of the last completed run; empty on the first. It stays when {@link #everything} is true. */
    String cursor();

    /** True where all must be handed over again even if it did not change, because the catalog lost it. */
    boolean everything();

    /**
     * Reads below one root: {@code http:}, {@code https:}, or {@code file:} for a local directory.
     *
     * @param root ends with a slash, has no user information, query or fragment
     * @throws IllegalArgumentException where the root is none of these
     */
    Fetcher fetcher(URI root);

    /** Tells people how far it is. @param total 0 where unknown */
    void progress(String step, long done, long total);

    /** True once the run should end; fetcher and sink fail from then on, so asking is a courtesy in long loops. */
    boolean cancelled();
}
