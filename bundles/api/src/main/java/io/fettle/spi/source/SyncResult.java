package io.fettle.spi.source;

import io.fettle.api.Reason;
import java.util.function.Function;

/** How a run ended. */
public sealed interface SyncResult {
    /** Chooses by case. */
    <R> R fold(Function<Completed, R> completed, Function<Interrupted, R> interrupted, Function<Refused, R> refused);

    /**
     * All that the vendor offers was handed over, or nothing because nothing changed.
     *
     * @param cursor given back on the next run, at most 4,000 characters
     */
    record Completed(String cursor) implements SyncResult {
        @Override
        public <R> R fold(
                Function<Completed, R> completed, Function<Interrupted, R> interrupted, Function<Refused, R> refused) {
            return completed.apply(this);
        }
    }

    /** It could not be finished for a reason that may pass, such as a server that is down. */
    record Interrupted(Reason why) implements SyncResult {
        @Override
        public <R> R fold(
                Function<Completed, R> completed, Function<Interrupted, R> interrupted, Function<Refused, R> refused) {
            return interrupted.apply(this);
        }
    }

    /** What the vendor's server offers must not be used: signature, freshness, contradiction. Audited by the engine. */
    record Refused(Reason why) implements SyncResult {
        @Override
        public <R> R fold(
                Function<Completed, R> completed, Function<Interrupted, R> interrupted, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }
}
