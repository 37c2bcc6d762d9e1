package io.fettle.spi.source;

import io.fettle.api.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One configured vendor feed. Holds no state beyond its settings, and is kept for many runs: what is dear to make from
 * them (a keyring, a pattern) is made once. Runs on threads of the engine, one run at a time.
 */
@ConsumerType
public interface PatchSource {
    /** Does no I/O. */
    Description describe();

    /** Whether it can be reached and lets us in: one small request. Empty where all is well. */
    Optional<Reason> probe(SourceContext context) throws IOException;

    /**
     * Fetches, verifies and hands over what the vendor offers now. What it hands over replaces everything from its
     * earlier runs when it returns {@link SyncResult.Completed}; nothing handed over means nothing changed. Any other
     * end, an exception included, changes nothing.
     *
     * @throws IOException where the network or the depot failed; it is tried again later
     */
    SyncResult sync(SourceContext context, FeedSink sink) throws IOException;

    /**
     * What the source is.
     *
     * @param identity what makes it the same source within its kind, such as uri and suite; at most 2,000 characters
     * @param platforms for example {@code debian}; empty where it can't be told from the settings
     * @param licence under which terms the feed may be used; empty where unknown
     * @param secretSettings keys that are never shown or logged
     */
    record Description(String identity, List<String> platforms, String licence, Set<String> secretSettings) {
        public Description {
            platforms = List.copyOf(platforms);
            secretSettings = Set.copyOf(secretSettings);
        }
    }
}
