package io.fettle.agent.link;

import java.time.Duration;
import java.util.List;

/**
 * What a check-in brought.
 *
 * @param orders sealed, not opened yet
 * @param next when the server wants to hear of this computer again
 */
public record Visit(List<byte[]> orders, boolean suitesChanged, boolean scanNow, Duration next) {
    public Visit {
        orders = List.copyOf(orders);
    }
}
