package io.fettle.gateway;

import io.fettle.api.trust.Peer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;

/**
 * Where requests wait for something that is on its way, without holding a thread. Bounded in time, in number, and in number
 * for one peer. A request that waited goes through its servlet once more, when that is there, when it will not come,
 * or when the time is over. A client that went away is not noticed before that, and keeps its place no longer. Thread-safe.
 */
final class WaitingRoom<T> {
    static final int PLACES = 2_000;
    /** As many downloads as a relay's depot can run. */
    static final int PLACES_OF_ONE = 64;

    private static final String WAITED_FOR = WaitingRoom.class.getName();

    private final Places places;

    WaitingRoom(int places) {
        this.places = new Places(places, PLACES_OF_ONE);
    }

    /** What this request has waited for: done, and cancelled where its time was over first. */
    Optional<CompletableFuture<T>> waitedFor(HttpServletRequest request) {
        @SuppressWarnings("unchecked")
        CompletableFuture<T> awaited = (CompletableFuture<T>) request.getAttribute(WAITED_FOR);
        return Optional.ofNullable(awaited);
    }

    /**
     * @param longest then the time is over, and {@code awaited} is cancelled
     * @return whether there was a place; then the caller leaves the response alone
     */
    boolean enter(HttpServletRequest request, Peer peer, CompletableFuture<T> awaited, Duration longest) {
        if (!places.take(peer.id())) {
            return false;
        }
        request.setAttribute(WAITED_FOR, awaited);
        AsyncContext context = request.startAsync();
        context.setTimeout(longest.toMillis());
        Waiter waiter = new Waiter(context, awaited);
        context.addListener(waiter);
        awaited.whenComplete((it, failure) -> {
            places.leave(peer.id());
            if (!awaited.isCancelled()) {
                waiter.goOn();
            }
        });
        return true;
    }

    /** One request that waits. It goes on once, although what it waits for and the alarm may come together. */
    private static final class Waiter implements AsyncListener {
        private final AsyncContext context;
        private final CompletableFuture<?> awaited;
        private boolean gone;

        Waiter(AsyncContext context, CompletableFuture<?> awaited) {
            this.context = context;
            this.awaited = awaited;
        }

        synchronized void goOn() {
            if (gone) {
                return;
            }
            try {
                context.dispatch();
                gone = true;
            } catch (IllegalStateException e) {
                // The container has begun to ring the alarm, which lets the request go on.
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            awaited.cancel(false);
            goOn();
        }

        @Override
        public void onError(AsyncEvent event) {
            awaited.cancel(false);
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
