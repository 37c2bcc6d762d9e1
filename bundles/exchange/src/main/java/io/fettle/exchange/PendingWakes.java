package io.fettle.exchange;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Computers that relays shall wake, per relay, until the relay takes them. Thread-safe. Bounded: what does not fit is
 * dropped, because agents poll anyway; who waits beyond the bound of waiters gets an answer at once.
 */
final class PendingWakes implements AutoCloseable {
    static final int MAX_PER_RELAY = 20_000;
    static final int MAX_WAITERS = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Box> boxes = new HashMap<>();
    private int waiters;
    private boolean closed;

    /** Whether the relay is waiting for it right now. */
    boolean add(String relay, String computer) {
        lock.lock();
        try {
            Box box = boxes.computeIfAbsent(relay, r -> new Box(lock.newCondition()));
            if (box.computers.size() < MAX_PER_RELAY) {
                box.computers.add(computer);
            }
            box.filled.signal();
            return box.waiters > 0;
        } finally {
            lock.unlock();
        }
    }

    List<String> take(String relay, Duration patience) {
        lock.lock();
        try {
            Box box = boxes.computeIfAbsent(relay, r -> new Box(lock.newCondition()));
            long nanos = waiters < MAX_WAITERS ? patience.toNanos() : 0;
            waiters++;
            box.waiters++;
            try {
                while (box.computers.isEmpty() && nanos > 0 && !closed) {
                    nanos = box.filled.awaitNanos(Math.min(nanos, TimeUnit.SECONDS.toNanos(60)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                waiters--;
                box.waiters--;
            }
            List<String> taken = List.copyOf(box.computers);
            box.computers.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for this relay's computers now. */
    int waiting(String relay) {
        lock.lock();
        try {
            Box box = boxes.get(relay);
            return box == null ? 0 : box.waiters;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            boxes.values().forEach(box -> box.filled.signalAll());
        } finally {
            lock.unlock();
        }
    }

    private static final class Box {
        private final Condition filled;
        private final Set<String> computers = new LinkedHashSet<>();
        private int waiters;

        Box(Condition filled) {
            this.filled = filled;
        }
    }
}
