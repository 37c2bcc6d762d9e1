package io.fettle.api.assessment;

import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.Vulnerability;
import java.time.Instant;
import java.util.Map;

/**
 * One vulnerability over the fleet.
 *
 * @param severity of the worst rating that a vendor has for a package here; the vulnerability's own where there is none
 * @param computers number of computers per state; computers that it does not concern are in none
 * @param catalogRevision and {@code changeRevision}: what it was computed from
 */
public record ExposureSummary(
        Vulnerability vulnerability,
        Severity severity,
        Map<ExposureState, Long> computers,
        long catalogRevision,
        long changeRevision,
        Instant computedAt) {
    public ExposureSummary {
        computers = Map.copyOf(computers);
    }

    public long exposed() {
        return computers.entrySet().stream()
                .filter(entry -> entry.getKey().isExposed())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
