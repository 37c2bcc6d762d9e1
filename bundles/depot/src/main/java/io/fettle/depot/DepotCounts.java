package io.fettle.depot;

import io.fettle.api.content.DepotFigures;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the depot does. Thread-safe. */
final class DepotCounts {
    private final Instant since;
    private final LongAdder requests = new LongAdder();
    private final LongAdder pulledFiles = new LongAdder();
    private final LongAdder pulledBytes = new LongAdder();

    DepotCounts(Instant since) {
        this.since = since;
    }

    void requested() {
        requests.increment();
    }

    void received(long bytes) {
        pulledBytes.add(bytes);
    }

    void pulled() {
        pulledFiles.increment();
    }

    DepotFigures figures(long files, long bytes) {
        return new DepotFigures(files, bytes, requests.sum(), pulledFiles.sum(), pulledBytes.sum(), since);
    }
}
