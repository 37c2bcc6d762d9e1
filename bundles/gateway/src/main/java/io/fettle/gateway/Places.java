package io.fettle.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many may do something at the same time: all together, and each. Thread-safe. */
final class Places {
    private final Semaphore all;
    private final int ofOne;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Places(int all, int ofOne) {
        this.all = new Semaphore(all);
        this.ofOne = ofOne;
    }

    /** @return whether there was one; then {@link #leave} must follow, once */
    boolean take(String who) {
        if (!all.tryAcquire()) {
            return false;
        }
        if (taken.merge(who, 1, Integer::sum) > ofOne) {
            leave(who);
            return false;
        }
        return true;
    }

    void leave(String who) {
        taken.computeIfPresent(who, (name, count) -> count == 1 ? null : count - 1);
        all.release();
    }
}
