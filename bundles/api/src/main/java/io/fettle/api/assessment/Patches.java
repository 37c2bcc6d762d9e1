package io.fettle.api.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.catalog.PatchId;
import java.util.Optional;

/**
 * Single patches over the fleet. Thread-safe; answered from memory, from one catalog revision and the newest inventories,
 * without asking a computer.
 */
public interface Patches {
    /** Empty where neither the catalog offers it nor a visible computer has anything to do with it. */
    Optional<PatchDetail> of(PatchId patch, Scope scope);

    /** Computers that it concerns, in the order of {@link PatchState}, then by id; empty where {@link #of} is. */
    Optional<Page<PatchOnComputer>> computers(PatchId patch, Which which, Scope scope, PageRequest page);

    /**
     * Which computers.
     *
     * @param text part of the host name or id, case-insensitive; empty for all
     */
    record Which(Optional<PatchState> state, FleetPart part, String text) {
        public static Which all() {
            return new Which(Optional.empty(), FleetPart.all(), "");
        }
    }
}
