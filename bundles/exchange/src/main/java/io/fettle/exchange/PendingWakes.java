package io.fettle.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Computers that relays shall wake, per relay, until the relay takes them. Thread-safe; nobody waits in here. Bounded: what
 * does not fit is dropped, because agents poll anyway; a relay waits once.
 */
final class PendingWakes implements AutoCloseable {
    static final int MAX_PER_RELAY = 20_000;

    private final Map<String, Box> boxes = new HashMap<>();
    private boolean closed;

    /** @return whether the relay was waiting and has it now */
    boolean add(String relay, String computer) {
        Box box;
        synchronized (this) {
            box = box(relay);
            box.put(List.of(computer));
        }
        return deliver(box);
    }

    CompletableFuture<List<String>> take(String relay) {
        CompletableFuture<List<String>> next = new CompletableFuture<>();
        CompletableFuture<List<String>> before;
        Box box;
        synchronized (this) {
            box = box(relay);
            before = box.waiting;
            box.waiting = next;
        }
        before.complete(List.of());
        deliver(box);
        endIfClosed(next);
        return next;
    }

    private synchronized Box box(String relay) {
        return boxes.computeIfAbsent(relay, r -> new Box());
    }

    /** Futures are completed outside the lock: whoever depends on one runs at once. */
    private boolean deliver(Box box) {
        CompletableFuture<List<String>> waiting;
        List<String> taken;
        synchronized (this) {
            if (box.computers.isEmpty() || box.waiting.isDone()) {
                return false;
            }
            waiting = box.waiting;
            taken = List.copyOf(box.computers);
            box.computers.clear();
        }
        if (waiting.complete(taken)) {
            return true;
        }
        synchronized (this) {
            box.put(taken);
        }
        // Whoever came in the place of the one that had just left has looked before they were put back.
        return deliver(box);
    }

    private void endIfClosed(CompletableFuture<List<String>> waiting) {
        boolean over;
        synchronized (this) {
            over = closed;
        }
        if (over) {
            waiting.complete(List.of());
        }
    }

    @Override
    public void close() {
        List<CompletableFuture<List<String>>> all;
        synchronized (this) {
            closed = true;
            all = boxes.values().stream().map(box -> box.waiting).toList();
        }
        all.forEach(waiting -> waiting.complete(List.of()));
    }

    /** What waits for one relay, and the relay's own waiting; both guarded by the lock of all. */
    private static final class Box {
        private final Set<String> computers = new LinkedHashSet<>();
        private CompletableFuture<List<String>> waiting = CompletableFuture.completedFuture(List.of());

        void put(Collection<String> more) {
            for (String computer : more) {
                if (computers.size() < MAX_PER_RELAY) {
                    computers.add(computer);
                }
            }
        }
    }
}
