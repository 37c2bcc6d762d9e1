package io.fettle.gateway;

import io.fettle.api.trust.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;

/**
 * Where requests wait for content that is on its way, without holding a thread. Bounded in time, in number, and in number
 * for one peer. A request that waited goes through its servlet once more, when the content is there, when it will not come,
 * or when the time is over. A client that went away is not noticed before that, and keeps its place no longer. Thread-safe.
 */
final class WaitingRoom {
    /** Less than the 60 s that agents and relays read without a byte. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    static final int PLACES = 2_000;
    /** As many downloads as a relay's depot can run. */
    static final int PLACES_OF_ONE = 64;

    private static final String FETCHED = WaitingRoom.class.getName();

    private final Duration longest;
    private final Semaphore places;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    WaitingRoom(Duration longest, int places) {
        this.longest = longest;
        this.places = new Semaphore(places);
    }

    /** What this request has waited for: done, and cancelled where its time was over first. */
    Optional<CompletableFuture<Path>> waitedFor(HttpServletRequest request) {
        @SuppressWarnings("unchecked")
        CompletableFuture<Path> fetched = (CompletableFuture<Path>) request.getAttribute(FETCHED);
        return Optional.ofNullable(fetched);
    }

    /** @return whether there was a place; then the caller leaves the response alone */
    boolean enter(HttpServletRequest request, Peer peer, CompletableFuture<Path> fetched) {
        if (!takePlace(peer)) {
            return false;
        }
        request.setAttribute(FETCHED, fetched);
        AsyncContext context = request.startAsync();
        context.setTimeout(longest.toMillis());
        Waiter waiter = new Waiter(context, fetched);
        context.addListener(waiter);
        fetched.whenComplete((file, failure) -> {
            leavePlace(peer);
            if (!fetched.isCancelled()) {
                waiter.goOn();
            }
        });
        return true;
    }

    private boolean takePlace(Peer peer) {
        if (!places.tryAcquire()) {
            return false;
        }
        if (taken.merge(peer.id(), 1, Integer::sum) > PLACES_OF_ONE) {
            leavePlace(peer);
            return false;
        }
        return true;
    }

    private void leavePlace(Peer peer) {
        taken.computeIfPresent(peer.id(), (id, count) -> count == 1 ? null : count - 1);
        places.release();
    }

    /** One request that waits. It goes on once, although content and alarm may come together. */
    private static final class Waiter implements AsyncListener {
        private final AsyncContext context;
        private final CompletableFuture<Path> fetched;
        private boolean gone;

        Waiter(AsyncContext context, CompletableFuture<Path> fetched) {
            this.context = context;
            this.fetched = fetched;
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
            fetched.cancel(false);
            goOn();
        }

        @Override
        public void onError(AsyncEvent event) {
            fetched.cancel(false);
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
