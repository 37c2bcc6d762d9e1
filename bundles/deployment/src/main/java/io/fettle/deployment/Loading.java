package io.fettle.deployment;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.DeploymentError;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is read from the store once, on the bundle's own thread: activation must not wait for a database. */
final class Loading<T> {
    private static final long PATIENCE_SECONDS = 60;

    private final Callable<T> load;
    private volatile FutureTask<T> task;

    Loading(Callable<T> load) {
        this.load = load;
        task = new FutureTask<>(load);
    }

    /** Loads where that has not worked yet; called by the one thread that owns the loading. */
    T load() {
        FutureTask<T> current = task;
        current.run();
        try {
            return get();
        } catch (FettleException e) {
            task = new FutureTask<>(load);
            throw e;
        }
    }

    /** What is loaded already; does not wait. */
    Optional<T> now() {
        return task.isDone() ? Optional.of(get()) : Optional.empty();
    }

    T get() {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new FettleException(
                    DeploymentError.DEPLOYMENT_BUSY, "Deployments are still being loaded; try again in a minute", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(DeploymentError.DEPLOYMENT_BUSY, "The server is stopping; try again", e);
        } catch (ExecutionException | CancellationException e) {
            throw new FettleException(
                    DeploymentError.NOT_LOADED, "Deployments could not be loaded; see the log", e.getCause());
        }
    }
}
