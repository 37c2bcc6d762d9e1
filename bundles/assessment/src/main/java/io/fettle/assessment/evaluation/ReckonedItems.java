package io.fettle.assessment.evaluation;

import io.fettle.api.Reason;
import java.util.Map;
import java.util.Optional;

/**
 * What the server reckons of a computer's updates.
 *
 * @param keptBack by item, for each update that cannot be installed beside the rest
 * @param complete whether it is known of every package what it says of others
 */
public record ReckonedItems(Map<Integer, Reason> keptBack, boolean complete) {
    public ReckonedItems {
        keptBack = Map.copyOf(keptBack);
    }

    public Optional<Reason> keptBack(int item) {
        return Optional.ofNullable(keptBack.get(item));
    }
}
