package io.fettle.api.inventory;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Takes what computers report. Thread-safe. */
public interface InventoryIntake {
    /** Digest of the inventory that this computer's data here stands for. From memory: never touches the database. */
    Optional<Digest> acknowledged(ComputerId computer);

    /** The computer was heard of. Returns at once; last-seen times are flushed in groups. */
    void seen(ComputerId computer, Instant at, String via);

    /**
     * Takes whole inventories, durable when this returns (one commit for all of them). One that is out of bounds is
     * refused and does not disturb the others.
     *
     * @param reports new inventories with the digest that the agent computed
     * @return why each refused one was refused; empty where all were taken
     */
    Map<ComputerId, Reason> accept(Map<ComputerId, Reported> reports);

    /** The inventory that a delta refers to, where it is still the acknowledged one. */
    Optional<Inventory> current(ComputerId computer);

    record Reported(Inventory inventory, Digest digest, Instant at) {}
}
