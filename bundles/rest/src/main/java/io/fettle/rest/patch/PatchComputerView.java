package io.fettle.rest.patch;

import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.PatchClock;
import io.fettle.api.assessment.PatchOnComputer;
import io.fettle.api.assessment.PatchState;
import io.fettle.rest.computer.ReasonView;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one computer stands to one patch.
 *
 * @param hostname null where the computer has not said its name, or the inventory is absent
 * @param installed the version that it has; empty where nobody knows
 * @param finding what was found there, null for what is installed or unknown
 * @param firstSeen since when it is missing, null where it is not; days are those of UTC
 * @param due the last day on which it may be missing; null where it is never due
 * @param stale whether a source behind it is not kept up to date; why says which
 */
public record PatchComputerView(
        String computer,
        @Nullable String hostname,
        String office,
        PatchState state,
        String installed,
        @Nullable FindingState finding,
        @Nullable LocalDate firstSeen,
        @Nullable LocalDate due,
        boolean overdue,
        boolean stale,
        List<ReasonView> why) {
    static PatchComputerView of(PatchOnComputer known, @Nullable String hostname) {
        Optional<Finding> finding = known.finding();
        Optional<PatchClock> clock = finding.flatMap(Finding::clock);
        return new PatchComputerView(
                known.computer().value(),
                hostname,
                known.officeId(),
                known.state(),
                known.installed(),
                finding.map(Finding::state).orElse(null),
                clock.map(PatchClock::firstSeen).orElse(null),
                clock.flatMap(PatchClock::due).orElse(null),
                clock.filter(PatchClock::overdue).isPresent(),
                finding.filter(Finding::isStale).isPresent(),
                known.why().stream().map(ReasonView::of).toList());
    }
}
