package io.fettle.api.assessment;

import io.fettle.api.inventory.ComputerId;

/**
 * Counts of one computer. {@code security}, {@code overdue} (without what is declined), {@code blocked} (with those handed
 * out step by step), {@code held} and {@code declined} are parts of {@code missing}; what is declined does not count in the
 * health.
 */
public record ComputerSummary(
        ComputerId computer,
        HealthStatus health,
        int installed,
        int missing,
        int security,
        int overdue,
        int blocked,
        int held,
        int declined) {}
