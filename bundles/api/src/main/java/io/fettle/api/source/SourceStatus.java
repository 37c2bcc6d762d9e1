package io.fettle.api.source;

import io.fettle.api.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A configured source and what it last did.
 *
 * @param kind plug-in kind, for example {@code apt}
 * @param settings as configured, secrets left out
 * @param since when it came into this state
 * @param lastSuccess end of the last run that brought or confirmed everything
 * @param nextAttempt when it runs next by itself
 * @param reason why it is in this state, where that is not plain
 * @param packages that it offers, as of its last success
 * @param advisories and notes on vulnerabilities that it holds in force, as of its last success
 */
public record SourceStatus(
        String id,
        String kind,
        String name,
        Map<String, String> settings,
        SourceState state,
        Instant since,
        Optional<Instant> lastSuccess,
        Optional<Instant> nextAttempt,
        Optional<Reason> reason,
        Optional<Progress> progress,
        long packages,
        long advisories) {
    public SourceStatus {
        settings = Map.copyOf(settings);
    }

    /** @param step code such as {@code source.download} @param total 0 where unknown */
    public record Progress(String step, long done, long total) {}
}
