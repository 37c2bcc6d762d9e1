package io.fettle.api.assessment;

import java.util.Map;

/**
 * Counts of one office or of one group.
 *
 * @param place id of the office, or name of the group
 * @param computers number of computers per state, for every state
 */
public record PlaceCounts<S extends Enum<S>>(String place, Map<S, Long> computers) {
    public PlaceCounts {
        computers = Map.copyOf(computers);
    }
}
