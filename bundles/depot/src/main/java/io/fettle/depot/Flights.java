package io.fettle.depot;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Single flight: many ask for the same content, one download runs, all are told how it ends. Thread-safe. */
final class Flights {
    private final Map<Digest, Set<CompletableFuture<Path>>> flying = new HashMap<>();
    private final Executor executor;
    private boolean stopped;

    Flights(Executor executor) {
        this.executor = executor;
    }

    /** One download. */
    interface Work {
        /** @return where the content lies now */
        Path run() throws IOException, InterruptedException;
    }

    /** @return the caller's own; forgotten where he cancels it */
    CompletableFuture<Path> join(Digest digest, Work work) {
        CompletableFuture<Path> waiter = new CompletableFuture<>();
        boolean first;
        synchronized (flying) {
            if (stopped) {
                return CompletableFuture.failedFuture(stopping());
            }
            first = !flying.containsKey(digest);
            flying.computeIfAbsent(digest, none -> new HashSet<>()).add(waiter);
        }
        waiter.whenComplete((file, failure) -> forget(digest, waiter));
        if (first) {
            start(digest, work);
        }
        return waiter;
    }

    private void forget(Digest digest, CompletableFuture<Path> waiter) {
        synchronized (flying) {
            Set<CompletableFuture<Path>> waiting = flying.get(digest);
            if (waiting != null) {
                waiting.remove(waiter);
            }
        }
    }

    private void start(Digest digest, Work work) {
        try {
            executor.execute(() -> run(digest, work));
        } catch (RejectedExecutionException e) {
            fail(
                    digest,
                    new FettleException(ContentError.STILL_FETCHING, "Too many downloads wait; try again later", e));
        }
    }

    private void run(Digest digest, Work work) {
        try {
            Path file = work.run();
            land(digest, waiter -> waiter.complete(file));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(digest, stopping());
        } catch (FettleException e) {
            fail(digest, e);
        } catch (IOException | RuntimeException | Error e) {
            fail(digest, new IOException("Content " + digest + " could not be fetched: " + e.getMessage(), e));
        }
    }

    private void fail(Digest digest, Throwable cause) {
        land(digest, waiter -> waiter.completeExceptionally(cause));
    }

    private void land(Digest digest, Consumer<CompletableFuture<Path>> end) {
        Set<CompletableFuture<Path>> waiting;
        synchronized (flying) {
            waiting = flying.remove(digest);
        }
        if (waiting != null) {
            waiting.forEach(end);
        }
    }

    private static FettleException stopping() {
        return new FettleException(ContentError.STILL_FETCHING, "The depot is stopping; try again later");
    }

    /** How many wait for one piece of content. */
    int waiting(Digest digest) {
        synchronized (flying) {
            return flying.getOrDefault(digest, Set.of()).size();
        }
    }

    /** Ends all waiting; whoever comes later does not wait. */
    void stop() {
        List<Digest> all;
        synchronized (flying) {
            stopped = true;
            all = List.copyOf(flying.keySet());
        }
        all.forEach(digest -> fail(digest, stopping()));
    }
}
