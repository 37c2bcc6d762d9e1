package io.fettle.assessment;

import io.fettle.api.assessment.Finding;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.FleetItems;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.verdict.StaleSources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is found on one computer: what it misses, what waits for a reboot, and what nobody mends. */
record WholeFindings(FleetItems fleet, Layer layer, Machine machine, StaleSources stale) {
    /** What it misses only, and nothing reckoned beside a dry run of its own. */
    List<Finding> briefly(Instant now) {
        return new FindingsOfComputer(fleet, layer, machine, stale, false).list(now);
    }

    List<Finding> list(Instant now, Optional<ComputerFacts> facts) {
        List<Finding> findings = new ArrayList<>(new FindingsOfComputer(fleet, layer, machine, stale, true).list(now));
        if (machine.hasInventory()) {
            facts.flatMap(new PendingReboot(fleet, layer, machine)::by).ifPresent(findings::add);
            findings.addAll(new UnfixedFlaws(fleet, layer, machine, stale).list());
        }
        findings.sort(FindingsOfComputer.MISSING_FIRST);
        return findings;
    }
}
