package io.fettle.spi.store;

import io.fettle.api.approval.Approval;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the newest decision about each patch for each group. The approval bundle is the only caller: it reads everything
 * once and works from memory afterwards. Thread-safe; blocks.
 */
public interface ApprovalStore {
    /** Hands over every decision, in any order. */
    void readAll(Consumer<Approval> reader);

    /**
     * Adds decisions, or replaces those about the same patch and group, in one transaction with the change rows.
     *
     * @param approvals at most one for each patch and group
     */
    void save(List<Approval> approvals, List<PendingChange> changes);
}
