package io.fettle.deployment;

import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A deployment that has not ended. Thread-safe.
 *
 * @param openTasks how many of its tasks are open
 */
record OpenDeployment(DeploymentRow row, AtomicInteger openTasks) {
    OpenDeployment with(DeploymentRow newRow) {
        return new OpenDeployment(newRow, openTasks);
    }
}
