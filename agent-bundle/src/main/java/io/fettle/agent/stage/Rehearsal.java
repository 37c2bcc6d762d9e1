package io.fettle.agent.stage;

import io.fettle.api.Reason;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the package manager that an order is for says to it, before it is handed over. Changes nothing; may block. */
public interface Rehearsal {
    /**
     * @param pause true ends it for now
     * @return empty where it was paused
     * @throws IOException where what it needs could not be had; it may be tried again
     */
    Optional<Rehearsed> of(Order order, BooleanSupplier pause) throws IOException;

    /**
     * @param refusal why the order cannot be carried out; empty where it can
     * @param plan what would change; the order is extended to that
     */
    record Rehearsed(Optional<Reason> refusal, List<PlannedChange> plan) {
        public Rehearsed {
            plan = List.copyOf(plan);
        }

        static Rehearsed refused(Reason why) {
            return new Rehearsed(Optional.of(why), List.of());
        }
    }
}
