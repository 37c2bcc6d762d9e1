package io.fettle.api.inventory;

import io.fettle.api.content.DepotFigures;
import java.util.Optional;

/**
 * What a relay says of itself while it is heard of.
 *
 * @param version of its program; empty where it does not say: then the last one counts
 * @param depot empty where it does not say
 */
public record RelayFacts(String version, Optional<DepotFigures> depot) {
    /** Nothing but a sign of life. */
    public static final RelayFacts NONE = new RelayFacts("", Optional.empty());
}
