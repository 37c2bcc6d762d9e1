package io.fettle.rest.computer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A computer. Counts are null where nobody can tell: no inventory or no evaluation yet, or the assessment is absent.
 *
 * @param doubts why the health is unknown, or why it may be outdated; empty where all is known
 * @param facts only where one computer is asked for
 */
public record ComputerView(
        String id,
        String hostname,
        String officeId,
        List<String> groups,
        Computer.State state,
        HealthStatus health,
        boolean demo,
        String os,
        List<String> addresses,
        @Nullable Level level,
        String agentVersion,
        @Nullable Instant lastSeenAt,
        @Nullable Instant inventoryAt,
        String via,
        boolean connected,
        boolean rebootRequired,
        @Nullable Integer installed,
        @Nullable Integer missing,
        @Nullable Integer security,
        @Nullable Integer overdue,
        @Nullable Integer blocked,
        @Nullable Integer held,
        @Nullable Integer declined,
        List<ReasonView> doubts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FactsView facts) {

    static ComputerView of(Computer computer, Optional<ComputerSummary> counts, boolean connected, boolean withFacts) {
        Optional<ComputerFacts> facts = computer.facts();
        Optional<ComputerSummary> known =
                counts.filter(c -> computer.inventoryAt().isPresent());
        return new ComputerView(
                computer.id().value(),
                facts.map(ComputerFacts::hostname).orElse(""),
                computer.officeId(),
                computer.groups(),
                computer.state(),
                counts.map(ComputerSummary::health).orElse(HealthStatus.UNKNOWN),
                computer.demo(),
                facts.map(ComputerFacts::osName).orElse(""),
                facts.map(ComputerFacts::addresses).orElse(List.of()),
                facts.map(ComputerFacts::level).orElse(null),
                facts.map(ComputerFacts::agentVersion).orElse(""),
                computer.lastSeenAt().orElse(null),
                computer.inventoryAt().orElse(null),
                computer.via(),
                connected,
                facts.map(ComputerFacts::rebootRequired).orElse(false),
                known.map(ComputerSummary::installed).orElse(null),
                known.map(ComputerSummary::missing).orElse(null),
                known.map(ComputerSummary::security).orElse(null),
                known.map(ComputerSummary::overdue).orElse(null),
                known.map(ComputerSummary::blocked).orElse(null),
                known.map(ComputerSummary::held).orElse(null),
                known.map(ComputerSummary::declined).orElse(null),
                counts.map(ComputerSummary::doubts).map(ReasonView::of).orElse(List.of()),
                withFacts ? facts.map(FactsView::of).orElse(null) : null);
    }
}
