package io.fettle.rest.summary;

import io.fettle.api.assessment.HealthStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dashboard's figures. Those of an absent capability are null.
 *
 * @param oldInventories computers whose inventory was last confirmed over a day ago; all sums have them as they were then
 * @param staleSources computers that are judged by a source which is not kept up to date
 */
public record SummaryView(
        long computers,
        Map<HealthStatus, Long> health,
        long missingSecurity,
        long missingOther,
        long computersMissingSecurity,
        long overdue,
        long computersOverdue,
        long rebootRequired,
        long endedPlatform,
        long oldInventories,
        long staleSources,
        long catalogRevision,
        Instant computedAt,
        @Nullable Integer connected,
        @Nullable SourceCounts sources,
        @Nullable Long openDeployments,
        boolean demo) {

    /** @param failing unreachable or refused */
    public record SourceCounts(long total, long current, long failing) {}
}
