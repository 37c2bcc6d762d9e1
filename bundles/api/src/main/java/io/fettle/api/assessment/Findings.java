package io.fettle.api.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the fleet is missing. Thread-safe; answered from memory, from one catalog revision and the newest inventories. */
public interface Findings {
    /**
     * All findings of a computer, missing ones first, by package name. Empty for an unknown or invisible computer. May read
     * what the computer says of itself from the database.
     */
    List<Finding> of(ComputerId computer, Scope scope);

    /**
     * The same, for whoever asks for many computers: where a computer's own dry run is current, nothing is reckoned beside it,
     * so no finding says whether the server agrees. States are the same; what there is no patch for (REBOOT_PENDING, NO_FIX)
     * is left out.
     */
    default List<Finding> briefly(ComputerId computer, Scope scope) {
        return of(computer, scope);
    }

    Optional<ComputerSummary> summary(ComputerId computer, Scope scope);

    /** For a page of computers at once. */
    Map<ComputerId, ComputerSummary> summaries(Set<ComputerId> computers, Scope scope);

    FleetSummary fleet(FleetPart part, Scope scope);

    default FleetSummary fleet(Scope scope) {
        return fleet(FleetPart.all(), scope);
    }

    /**
     * Missing patches over the fleet, most widely missing first, and those that they supersede where none of them is approved.
     *
     * @param securityOnly only those
     */
    Page<PatchSummary> patches(boolean securityOnly, FleetPart part, Scope scope, PageRequest page);

    default Page<PatchSummary> patches(boolean securityOnly, Scope scope, PageRequest page) {
        return patches(securityOnly, FleetPart.all(), scope, page);
    }

    /** Computers that miss this patch. */
    Set<ComputerId> missing(PatchId patch, Scope scope);

    /** Computers with this health. */
    Set<ComputerId> withHealth(HealthStatus health, Scope scope);
}
