package io.fettle.deployment;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.DeploymentError;
import io.fettle.api.inventory.ComputerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One writer at a time per computer. Held while the store commits, on purpose: a computer's later report must not
 * overtake its earlier one. Always taken in the same order, and never for longer than a limit.
 */
final class Stripes {
    private static final int COUNT = 512;
    private static final long PATIENCE_SECONDS = 20;

    private final ReentrantLock[] locks = new ReentrantLock[COUNT];

    Stripes() {
        for (int i = 0; i < COUNT; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    <T> T holding(Collection<ComputerId> computers, Supplier<T> work) {
        TreeSet<Integer> wanted = new TreeSet<>();
        computers.forEach(c -> wanted.add(Math.floorMod(c.hashCode(), COUNT)));
        List<ReentrantLock> held = new ArrayList<>(wanted.size());
        try {
            for (int stripe : wanted) {
                if (!locks[stripe].tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw busy(null);
                }
                held.add(locks[stripe]);
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(e);
        } finally {
            held.forEach(ReentrantLock::unlock);
        }
    }

    private static FettleException busy(@Nullable Exception cause) {
        return new FettleException(
                DeploymentError.DEPLOYMENT_BUSY,
                "A computer's tasks are being written for too long; the database may be slow, try again",
                cause);
    }
}
