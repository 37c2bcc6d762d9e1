package io.fettle.sources;

import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.spi.store.SourceStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One configured source in memory. Thread-safe; calls nobody. */
final class ConfiguredSource {
    private SourceStore.Configuration configuration;
    private SourceStore.Condition condition;
    private Set<String> alsoSecret = Set.of();
    private boolean requested;
    private boolean removed;
    private @Nullable Cancellation running;
    private Instant runningSince = Instant.MAX;
    private SourceStatus.@Nullable Progress progress;

    ConfiguredSource(SourceStore.Stored stored) {
        this.configuration = stored.configuration();
        this.condition = stored.condition();
    }

    synchronized SourceStore.Configuration configuration() {
        return configuration;
    }

    synchronized SourceStore.Condition condition() {
        return condition;
    }

    synchronized void condition(SourceStore.Condition next) {
        condition = next;
    }

    synchronized void progress(SourceStatus.Progress next) {
        progress = next;
    }

    /**
     * New settings count from the next run on, which is due now; a run under the old ones ends.
     *
     * @return whether anything is other than before
     */
    synchronized boolean reconfigure(SourceStore.Configuration next) {
        boolean changed = !next.settings().equals(configuration.settings());
        boolean renamed = !next.name().equals(configuration.name()) || next.enabled() != configuration.enabled();
        configuration = next;
        requested = true;
        if (changed && running != null) {
            running.cancel();
        }
        return changed || renamed;
    }

    /** What a plug-in calls secret that came after the source was configured. */
    synchronized void alsoSecret(Set<String> keys) {
        alsoSecret = keys;
    }

    synchronized void request() {
        requested = true;
    }

    synchronized void remove() {
        removed = true;
        cancel();
    }

    synchronized boolean isRemoved() {
        return removed;
    }

    synchronized void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /** Whether it should run now; if so it counts as running until {@link #ended}. */
    synchronized Optional<Cancellation> startIfDue(Instant now) {
        boolean due = requested
                || condition.nextAttempt().isEmpty()
                || !condition.nextAttempt().get().isAfter(now);
        if (running != null || removed || !configuration.enabled() || !due) {
            return Optional.empty();
        }
        requested = false;
        running = new Cancellation();
        runningSince = Instant.MAX;
        return Optional.of(running);
    }

    /** The run that counts as running has a thread now. */
    synchronized void began(Instant now) {
        runningSince = now;
    }

    /** Ends a run that has begun before this. */
    synchronized void expireRunSince(Instant before) {
        if (running != null && runningSince.isBefore(before)) {
            running.expire();
        }
    }

    synchronized void ended() {
        running = null;
        progress = null;
    }

    synchronized SourceStatus status(boolean pluginPresent) {
        Map<String, String> shown = new TreeMap<>(configuration.settings());
        shown.keySet().removeAll(configuration.secretSettings());
        shown.keySet().removeAll(alsoSecret);
        return new SourceStatus(
                configuration.id(),
                configuration.kind(),
                configuration.name(),
                shown,
                state(pluginPresent),
                condition.since(),
                condition.lastSuccess(),
                configuration.enabled() ? condition.nextAttempt() : Optional.empty(),
                condition.reason(),
                Optional.ofNullable(progress),
                condition.packages(),
                condition.advisories());
    }

    private SourceState state(boolean pluginPresent) {
        if (!configuration.enabled()) {
            return SourceState.DISABLED;
        }
        return pluginPresent ? condition.state() : SourceState.ABSENT;
    }
}
