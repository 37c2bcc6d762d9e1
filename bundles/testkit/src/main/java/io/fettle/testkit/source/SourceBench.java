package io.fettle.testkit.source;

import io.fettle.api.FettleException;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SyncResult;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Supplier;

/** A source between a vendor and a catalog that both exist in memory. Not thread-safe. */
final class SourceBench {
    private final Supplier<PatchSource> source;
    private final MemoryFeed feed;
    private SampleCatalog catalog;

    SourceBench(Supplier<PatchSource> source, Instant now) {
        this.source = source;
        this.feed = new MemoryFeed(now);
        this.catalog = new SampleCatalog(feed.clock());
    }

    MemoryFeed feed() {
        return feed;
    }

    SampleCatalog catalog() {
        return catalog;
    }

    void loseCatalog() {
        catalog = new SampleCatalog(feed.clock());
        feed.everythingAgain();
    }

    /** One run; published where it completed, as an engine does it. */
    SyncResult run() throws IOException {
        CatalogDraft draft = catalog.stage();
        SyncResult result = feed.run(source.get(), draft);
        if (result instanceof SyncResult.Completed) {
            catalog.publish(draft);
        }
        return result;
    }

    /** Whether a run completes; else it ends in a declared way, which leaves everything as it was. */
    boolean endsWell() {
        try {
            return run() instanceof SyncResult.Completed;
        } catch (IOException | FettleException e) {
            return false;
        }
    }

    /** What a first run makes of an edition. */
    SampleCatalog.Content readAlone(VendorEdition edition) throws IOException {
        SourceBench alone = new SourceBench(source, edition.read());
        edition.publish(alone.feed);
        SyncResult result = alone.run();
        if (!(result instanceof SyncResult.Completed)) {
            throw new AssertionError("An edition that should be good is not taken: " + result);
        }
        return alone.catalog.content();
    }
}
