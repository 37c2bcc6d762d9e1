package io.fettle.persistence;

import io.fettle.api.FettleException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One write that waits for its group commit. The caller's thread waits; the committing thread begins it, runs it (again,
 * where its group failed) and ends it.
 */
final class Submission<T> implements Consumer<Unit> {
    private enum Phase {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    private final Function<Unit, T> work;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final CompletableFuture<T> committed = new CompletableFuture<>();
    private @Nullable T result;

    Submission(Function<Unit, T> work) {
        this.work = work;
    }

    T await(Duration limit) throws InterruptedException {
        try {
            return committed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw givenUp(e);
        }
    }

    /** The caller waits no longer. Says whether anything can still be stored. */
    FettleException givenUp(Exception because) {
        if (phase.compareAndSet(Phase.WAITING, Phase.GIVEN_UP)) {
            return new FettleException(
                    StoreCode.STORE_BUSY, "The write was not begun in time and is dropped; try again later", because);
        }
        return new FettleException(
                StoreCode.STORE_UNCERTAIN,
                "The commit takes too long; look whether it took effect before you do it again",
                because);
    }

    /** @return false where the caller has given up */
    boolean begin() {
        return phase.compareAndSet(Phase.WAITING, Phase.BEGUN);
    }

    @Override
    public void accept(Unit unit) {
        result = work.apply(unit);
    }

    void succeed() {
        committed.complete(result);
    }

    void fail(Throwable failure) {
        committed.completeExceptionally(failure);
    }

    /** A new exception, because the failure was made on another thread and may be shared. */
    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof FettleException named) {
            String message = named.getMessage() == null ? named.code().name() : named.getMessage();
            return new FettleException(named.code(), message, named);
        }
        return new FettleException(StoreCode.STORE_FAILED, "A write failed: " + failure, failure);
    }
}
