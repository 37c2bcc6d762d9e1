package io.fettle.spi.store;

import io.fettle.api.Reason;
import io.fettle.api.source.SourceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Port: the configured sources, and where each of them stands. Configuration and condition are written apart, so that
 * the end of a run never undoes what an admin changed meanwhile. Thread-safe; every write is one transaction.
 */
public interface SourceStore {
    /** At most 1,000, by id. */
    List<Stored> all();

    Optional<Stored> find(String id);

    /**
     * Adds a source, with {@link Condition#fresh}. Where one of this kind and identity exists, its name, settings, secrets
     * and {@code enabled} are replaced; its id, {@code createdAt} and condition stay.
     *
     * @return the source as it is stored now
     */
    Stored configure(Configuration configuration, List<PendingChange> changes);

    /** Replaces the condition; does nothing (changes included) where the source is gone. */
    void record(String id, Condition condition, List<PendingChange> changes);

    /** Does nothing where the source is gone. */
    void remove(String id, List<PendingChange> changes);

    record Stored(Configuration configuration, Condition condition) {}

    /**
     * @param id at most 64 characters
     * @param kind at most 40 characters
     * @param identity what makes it the same source within its kind, at most 2,000 characters; unique with the kind
     * @param name at most 200 characters
     * @param settings at most 50, together at most 1 MiB of characters (a keyring is among them)
     * @param secretSettings keys of settings that are never shown or logged, known also while the plug-in is away;
     *     together at most 4,000 characters
     */
    record Configuration(
            String id,
            String kind,
            String identity,
            String name,
            Map<String, String> settings,
            Set<String> secretSettings,
            boolean enabled,
            Instant createdAt) {
        public Configuration {
            settings = Map.copyOf(settings);
            secretSettings = Set.copyOf(secretSettings);
        }
    }

    /**
     * @param since when it came into this state
     * @param cursor the plug-in's own note on what it handed over last, at most 4,000 characters; empty at first
     * @param failures runs that failed since the last success
     * @param packages that the newest catalog revision has from it
     * @param advisories likewise, and notes; withdrawn ones left out
     */
    record Condition(
            SourceState state,
            Instant since,
            Optional<Instant> lastSuccess,
            Optional<Instant> nextAttempt,
            Optional<Reason> reason,
            String cursor,
            int failures,
            long packages,
            long advisories) {
        public static Condition fresh(Instant now) {
            return new Condition(
                    SourceState.NEW, now, Optional.empty(), Optional.empty(), Optional.empty(), "", 0, 0, 0);
        }
    }
}
