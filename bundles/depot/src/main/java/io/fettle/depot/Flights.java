package io.fettle.depot;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Single flight: many ask for the same content, one download runs, all wait for it within a limit. Thread-safe. */
final class Flights {
    private final ConcurrentMap<Digest, CompletableFuture<Void>> flying = new ConcurrentHashMap<>();
    private final Executor executor;
    private final Duration limit;

    Flights(Executor executor, Duration limit) {
        this.executor = executor;
        this.limit = limit;
    }

    /** One download. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Returns when the content is here. */
    void join(Digest digest, Work work) throws IOException {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> running = flying.putIfAbsent(digest, mine);
        if (running == null) {
            start(digest, work, mine);
            running = mine;
        }
        await(digest, running);
    }

    private void start(Digest digest, Work work, CompletableFuture<Void> flight) {
        try {
            executor.execute(() -> run(digest, work, flight));
        } catch (RejectedExecutionException e) {
            flying.remove(digest);
            flight.completeExceptionally(
                    new FettleException(ContentError.STILL_FETCHING, "Too many downloads wait; try again later", e));
        }
    }

    private void run(Digest digest, Work work, CompletableFuture<Void> flight) {
        try {
            work.run();
            flying.remove(digest);
            flight.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(digest, flight, new IOException("The depot is stopping", e));
        } catch (IOException | RuntimeException | Error e) {
            fail(digest, flight, e);
        }
    }

    private void fail(Digest digest, CompletableFuture<Void> flight, Throwable cause) {
        flying.remove(digest);
        flight.completeExceptionally(cause);
    }

    private void await(Digest digest, CompletableFuture<Void> flight) throws IOException {
        try {
            flight.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FettleException(
                    ContentError.STILL_FETCHING, "Content " + digest + " is still being fetched; try again later", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("Interrupted while waiting for " + digest);
            interrupted.initCause(e);
            throw interrupted;
        } catch (CancellationException e) {
            throw new IOException("The depot is stopping", e);
        } catch (ExecutionException e) {
            throw failure(digest, e);
        }
    }

    private static IOException failure(Digest digest, ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        if (cause instanceof FettleException known) {
            throw new FettleException(known.code(), String.valueOf(known.getMessage()), known);
        }
        return new IOException("Content " + digest + " could not be fetched: " + cause.getMessage(), cause);
    }

    /** Ends all waiting. */
    void stop() {
        flying.values().forEach(flight -> flight.cancel(false));
        flying.clear();
    }
}
