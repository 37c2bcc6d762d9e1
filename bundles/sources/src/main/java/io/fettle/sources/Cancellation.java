package io.fettle.sources;

import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends one run from outside: from then on its sink and its fetchers fail. A read that waits for a silent server ends with
 * its time-out; closing it from here could block as long. Either the run is cancelled or it publishes, never both.
 * Thread-safe.
 */
final class Cancellation {
    private static final String CANCELLED = "source.cancelled";
    private static final String TOO_SLOW = "source.too_slow";

    private enum State {
        RUNNING,
        /** The result is in and is being published. */
        FINISHING,
        OVER
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private volatile boolean cancelled;
    private volatile String reason = CANCELLED;

    /** Does nothing once the run publishes. Returns at once. */
    void cancel() {
        cancel(CANCELLED);
    }

    /** The run takes too long, which says something about the source. Does nothing once it publishes. */
    void expire() {
        cancel(TOO_SLOW);
    }

    private void cancel(String why) {
        if (state.compareAndSet(State.RUNNING, State.OVER)) {
            reason = why;
            cancelled = true;
        }
    }

    /** Code of why it was cancelled. */
    String reason() {
        return reason;
    }

    boolean hasExpired() {
        return cancelled && reason.equals(TOO_SLOW);
    }

    /** False where the run was cancelled, so that its result must not be used. */
    boolean finish() {
        return state.compareAndSet(State.RUNNING, State.FINISHING);
    }

    /** The run has ended: whatever the plug-in kept of it is of no use any more. */
    void revoke() {
        state.set(State.OVER);
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isUsable() {
        return state.get() == State.RUNNING;
    }

    void requireUsable() throws InterruptedIOException {
        if (!isUsable()) {
            throw new InterruptedIOException("The run is over");
        }
    }
}
