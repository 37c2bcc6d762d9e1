package io.fettle.rest.source;

import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.rest.computer.ReasonView;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configured source and what it last did. */
public record SourceView(
        String id,
        String kind,
        String name,
        Map<String, String> settings,
        SourceState state,
        Instant since,
        @Nullable Instant lastSuccess,
        @Nullable Instant nextAttempt,
        @Nullable ReasonView reason,
        @Nullable ProgressView progress,
        long packages,
        long advisories) {
    static SourceView of(SourceStatus source) {
        return new SourceView(
                source.id(),
                source.kind(),
                source.name(),
                source.settings(),
                source.state(),
                source.since(),
                source.lastSuccess().orElse(null),
                source.nextAttempt().orElse(null),
                source.reason().map(ReasonView::of).orElse(null),
                source.progress()
                        .map(p -> new ProgressView(p.step(), p.done(), p.total()))
                        .orElse(null),
                source.packages(),
                source.advisories());
    }

    /** @param total 0 where unknown */
    public record ProgressView(String step, long done, long total) {}
}
