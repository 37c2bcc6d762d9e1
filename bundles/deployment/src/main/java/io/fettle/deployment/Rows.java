package io.fettle.deployment;

import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import java.time.Instant;
import java.util.Optional;

/** What can happen to a deployment's row. */
final class Rows {
    private Rows() {}

    static DeploymentRow ended(DeploymentRow row, Instant at) {
        return changed(row, Optional.of(at), row.cancelled());
    }

    static DeploymentRow cancelled(DeploymentRow row) {
        return changed(row, row.endedAt(), true);
    }

    private static DeploymentRow changed(DeploymentRow row, Optional<Instant> endedAt, boolean cancelled) {
        return new DeploymentRow(
                row.id(),
                row.name(),
                row.createdBy(),
                row.createdAt(),
                row.deadline(),
                row.patches(),
                row.computers(),
                endedAt,
                cancelled);
    }
}
