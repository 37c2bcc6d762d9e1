package io.fettle.inventory;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.InventoryError;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is loaded once, on a thread that ends with the loading. Activation must not wait for a database, and
 * readers have nothing to say before it is there.
 */
final class Loading<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
    private static final long PATIENCE_SECONDS = 60;

    private final String what;
    private final FutureTask<T> task;

    private Loading(String what, FutureTask<T> task) {
        this.what = what;
        this.task = task;
    }

    static <T> Loading<T> start(String what, Callable<T> load) {
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return load.call();
            } catch (Exception e) {
                LOG.error("The {} could not be loaded; mend the database and restart the inventory bundle", what, e);
                throw e;
            }
        });
        Thread thread = new Thread(task, "fettle-inventory-load-" + what);
        thread.setDaemon(true);
        thread.start();
        return new Loading<>(what, task);
    }

    /** What is loaded already; does not wait. */
    Optional<T> now() {
        return task.isDone() && !task.isCancelled() ? Optional.of(get()) : Optional.empty();
    }

    T get() {
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new FettleException(
                    InventoryError.BUSY, "The " + what + " is still being loaded; try again in a minute", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(InventoryError.BUSY, "The server is stopping; try again", e);
        } catch (ExecutionException | CancellationException e) {
            throw new FettleException(
                    InventoryError.NOT_LOADED, "The " + what + " could not be loaded; see the log", e);
        }
    }

    @Override
    public void close() {
        task.cancel(true);
    }
}
