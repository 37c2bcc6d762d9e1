package io.fettle.rest.computer;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.InventoryError;
import java.util.Optional;

/** Ids out of requests: one that cannot be an id is as unknown as one that was never given out. */
public final class ComputerIds {
    private ComputerIds() {}

    public static ComputerId read(String text) {
        return find(text).orElseThrow(ComputerIds::unknown);
    }

    public static Optional<ComputerId> find(String text) {
        try {
            return Optional.of(new ComputerId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static FettleException unknown() {
        return new FettleException(
                InventoryError.UNKNOWN_COMPUTER,
                "No such computer, or not one you may see; list them at /api/v1/computers");
    }
}
