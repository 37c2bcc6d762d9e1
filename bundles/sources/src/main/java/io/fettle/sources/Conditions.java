package io.fettle.sources;

import io.fettle.api.Reason;
import io.fettle.api.source.SourceState;
import io.fettle.spi.store.SourceStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What is written down about a source when something happens to it. Thread-safe. */
final class Conditions {
    private final Schedule schedule;
    private final Clock clock;

    Conditions(Schedule schedule, Clock clock) {
        this.schedule = schedule;
        this.clock = clock;
    }

    SourceStore.Condition started(SourceStore.Condition before) {
        return new SourceStore.Condition(
                SourceState.SYNCING,
                clock.instant(),
                before.lastSuccess(),
                before.nextAttempt(),
                Optional.empty(),
                before.cursor(),
                before.failures(),
                before.packages(),
                before.advisories());
    }

    SourceStore.Condition succeeded(String cursor, long packages, long advisories) {
        Instant now = clock.instant();
        return new SourceStore.Condition(
                SourceState.CURRENT,
                now,
                Optional.of(now),
                Optional.of(now.plus(schedule.afterSuccess())),
                Optional.empty(),
                cursor,
                0,
                packages,
                advisories);
    }

    SourceStore.Condition failed(SourceStore.Condition before, SourceState state, Reason why) {
        Instant now = clock.instant();
        int failures = before.failures() + 1;
        return new SourceStore.Condition(
                state,
                now,
                before.lastSuccess(),
                Optional.of(now.plus(schedule.afterFailure(failures))),
                Optional.of(why),
                before.cursor(),
                failures,
                before.packages(),
                before.advisories());
    }

    /** Its plug-in left in the middle of a run: due as soon as that comes back. */
    SourceStore.Condition pluginLeft(SourceStore.Condition before) {
        return dueAgain(before, clock.instant(), "source.plugin_left");
    }

    /** A run that the last stop cut off is due again. */
    static SourceStore.Stored awake(SourceStore.Stored stored) {
        SourceStore.Condition condition = stored.condition();
        if (condition.state() != SourceState.SYNCING) {
            return stored;
        }
        return new SourceStore.Stored(stored.configuration(), dueAgain(condition, condition.since(), "source.stopped"));
    }

    private static SourceStore.Condition dueAgain(SourceStore.Condition before, Instant since, String why) {
        return new SourceStore.Condition(
                SourceState.UNREACHABLE,
                since,
                before.lastSuccess(),
                Optional.empty(),
                Optional.of(Reason.of(why)),
                before.cursor(),
                before.failures(),
                before.packages(),
                before.advisories());
    }
}
