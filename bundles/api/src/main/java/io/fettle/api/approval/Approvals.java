package io.fettle.api.approval;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.catalog.PatchId;
import java.util.Map;
import java.util.Optional;

/**
 * Reads decisions. A scope sees those for all computers, and those for groups that a visible computer belongs to.
 * Thread-safe; answered from memory, after a decision that is being written: whoever has seen a decision's row in the
 * change log sees the decision here. Waits at most 30 s for that, then fails with {@link ApprovalError#BUSY}.
 */
public interface Approvals {
    /** The newest first; those that were taken back are among them. */
    Page<Approval> list(Filter filter, Scope scope, PageRequest page);

    /** What was decided about one patch; {@link Ruling#NONE} where nothing was, also for an unknown patch. */
    Ruling of(PatchId patch, Scope scope);

    /** Every patch that something was decided about, without those where all was taken back. */
    Map<PatchId, Ruling> rulings(Scope scope);

    /** Which decisions; what is empty restricts nothing. */
    record Filter(Optional<PatchId> patch, Optional<String> group, Optional<Decision> decision) {
        public static Filter all() {
            return new Filter(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
