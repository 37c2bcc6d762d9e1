package io.fettle.api.demo;

import io.fettle.api.Reason;
import java.util.Optional;

/**
 * How far a filling is.
 *
 * @param step code such as {@code demo.computers}; empty where none was ever started
 * @param done of {@code total}, within the step
 * @param computers how many were asked for
 * @param added how many of them were not there before
 * @param reason why it failed
 */
public record DemoProgress(
        State state, String step, long done, long total, int computers, long seed, int added, Optional<Reason> reason) {

    public static DemoProgress idle() {
        return new DemoProgress(State.IDLE, "", 0, 0, 0, 0, 0, Optional.empty());
    }

    /** Where a filling stands. */
    public enum State {
        /** None was started since the server was. */
        IDLE,
        RUNNING,
        DONE,
        FAILED
    }
}
