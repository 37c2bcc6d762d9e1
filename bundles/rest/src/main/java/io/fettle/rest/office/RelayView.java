package io.fettle.rest.office;

import io.fettle.api.inventory.Relay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A distribution server. @param names under which its office reaches it */
public record RelayView(
        String id,
        String officeId,
        List<String> names,
        boolean connected,
        @Nullable Instant lastSeenAt,
        String version) {
    static RelayView of(Relay relay, boolean connected) {
        return new RelayView(
                relay.id(),
                relay.officeId(),
                relay.names(),
                connected,
                relay.lastSeenAt().orElse(null),
                relay.version());
    }
}
