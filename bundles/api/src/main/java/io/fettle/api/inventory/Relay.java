package io.fettle.api.inventory;

import io.fettle.api.content.DepotFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A distribution server.
 *
 * @param names names and addresses under which its office reaches it
 * @param depot what it told last of its cache; empty where it has told nothing since the server began
 */
public record Relay(
        String id,
        String officeId,
        List<String> names,
        boolean demo,
        Instant enrolledAt,
        Optional<Instant> lastSeenAt,
        String version,
        Optional<DepotFigures> depot) {
    /** A relay waits for wakes all the time, 45 s at a time; after this long without a word it is taken to be away. */
    public static final Duration CONNECTED_FOR = Duration.ofSeconds(90);

    public Relay {
        names = List.copyOf(names);
    }

    /** Whether it was heard of within {@link #CONNECTED_FOR}. */
    public boolean connected(Instant now) {
        return lastSeenAt.filter(seen -> now.isBefore(seen.plus(CONNECTED_FOR))).isPresent();
    }
}
