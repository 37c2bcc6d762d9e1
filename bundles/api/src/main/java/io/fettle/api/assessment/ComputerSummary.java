package io.fettle.api.assessment;

import io.fettle.api.inventory.ComputerId;

/**
 * Counts of one computer. {@code security}, {@code overdue} (without what is declined), {@code blocked} (with those handed
 * out step by step), {@code held} and {@code declined} are parts of {@code missing}; what is declined counts in
 * the health by an older version that is not, if at all.
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
