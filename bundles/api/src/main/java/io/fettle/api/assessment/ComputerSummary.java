package io.fettle.api.assessment;

import io.fettle.api.Reason;
import io.fettle.api.inventory.ComputerId;
import java.util.List;

/**
 * Counts of one computer. {@code security}, {@code overdue} (without what is declined), {@code blocked} (with those handed
 * out step by step), {@code held} and {@code declined} are parts of {@code missing}; what is declined counts in
 * the health by an older version that is not, if at all.
 *
 * @param doubts why the health is unknown, or why it may be outdated: the inventory is missing or old, or a source that the
 *     computer is judged by is not kept up to date. Empty where all is known
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
        int declined,
        List<Reason> doubts) {
    public ComputerSummary {
        doubts = List.copyOf(doubts);
    }

    /** Of a computer of which all is known. */
    public ComputerSummary(
            ComputerId computer,
            HealthStatus health,
            int installed,
            int missing,
            int security,
            int overdue,
            int blocked,
            int held,
            int declined) {
        this(computer, health, installed, missing, security, overdue, blocked, held, declined, List.of());
    }
}
