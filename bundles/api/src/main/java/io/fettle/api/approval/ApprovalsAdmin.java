package io.fettle.api.approval;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.identity.Caller;

/** Decides. Thread-safe; durable and in the change log when a call returns; audited. */
public interface ApprovalsAdmin {
    /**
     * Replaces what was decided about this patch for this group; the same decision again replaces who, when and why.
     *
     * @param group a group that a computer belongs to, or {@link Approval#ALL}
     * @param decision NOT_APPROVED takes back what was decided
     * @param note why; may be empty
     * @throws io.fettle.api.FettleException with an {@link ApprovalError}; then nothing has changed
     */
    Approval decide(PatchId patch, String group, Decision decision, String note, Caller by);
}
