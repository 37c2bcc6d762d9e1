package io.fettle.api.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A distribution server. @param names names and addresses under which its office reaches it */
public record Relay(
        String id,
        String officeId,
        List<String> names,
        boolean demo,
        Instant enrolledAt,
        Optional<Instant> lastSeenAt,
        String version) {
    public Relay {
        names = List.copyOf(names);
    }
}
