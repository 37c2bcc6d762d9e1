package io.fettle.api.assessment;

import java.time.Instant;
import java.util.Map;

/**
 * Counts of the fleet.
 *
 * @param health number of computers per status
 * @param missingSecurity sum over the computers
 * @param computersMissingSecurity computers with at least one
 * @param overdue sum over the computers of what has been missing for too long; what is declined is not
 * @param computersOverdue computers with at least one of these
 * @param endedPlatform computers whose platform is not supported any more
 * @param oldInventories computers whose inventory was last confirmed over a day ago: they count in all sums as they were then
 * @param staleSources computers that are judged by a source which is not kept up to date
 * @param catalogRevision what it was computed from
 */
public record FleetSummary(
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
        long changeRevision,
        Instant computedAt) {
    public FleetSummary {
        health = Map.copyOf(health);
    }
}
