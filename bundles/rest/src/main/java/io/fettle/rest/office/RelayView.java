package io.fettle.rest.office;

import io.fettle.api.content.DepotFigures;
import io.fettle.api.inventory.Relay;
import io.fettle.rest.route.Means;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A distribution server. */
public record RelayView(
        String id,
        String officeId,

        @Means("Names and addresses under which its office reaches it")
        List<String> names,

        @Means("Whether it was heard of within 90 s. It asks for wakes all the time, for up to 45 s at a time")
        boolean connected,

        @Nullable Instant lastSeenAt,

        @Means("Of its program; empty where it has not told")
        String version,

        @Nullable CacheView cache) {

    /** What it keeps, and what it spares the line to the server; null where it has told nothing since the server began. */
    public record CacheView(
            @Means("Pieces of content held") long files,

            @Means("Size of the content held, in bytes") long bytes,

            @Means("Requests for content since the distribution server began to count")
            long requests,

            @Means("Pieces of content pulled from the server since then")
            long pulledFiles,

            @Means("Bytes pulled from the server since then, broken-off transfers included")
            long pulledBytes,

            @Means("Share of the requests that needed no transfer from the server, 0 to 1; null before the first one")
            @Nullable
            Double hitRatio,

            Instant since) {
        static CacheView of(DepotFigures depot) {
            return new CacheView(
                    depot.files(),
                    depot.bytes(),
                    depot.requests(),
                    depot.pulledFiles(),
                    depot.pulledBytes(),
                    hitRatio(depot),
                    depot.since());
        }

        private static @Nullable Double hitRatio(DepotFigures depot) {
            return depot.requests() == 0
                    ? null
                    : Math.max(0, 1 - (double) depot.pulledFiles() / (double) depot.requests());
        }
    }

    static RelayView of(Relay relay, Instant now) {
        return new RelayView(
                relay.id(),
                relay.officeId(),
                relay.names(),
                relay.connected(now),
                relay.lastSeenAt().orElse(null),
                relay.version(),
                relay.depot().map(CacheView::of).orElse(null));
    }
}
