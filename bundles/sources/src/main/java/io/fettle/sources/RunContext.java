package io.fettle.sources;

import io.fettle.api.source.SourceStatus;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.SourceContext;
import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;

/** What one run is given. */
final class RunContext implements SourceContext {
    private final Clock clock;
    private final String cursor;
    private final boolean everything;
    private final VendorConnections connections;
    private final Reach reach;
    private final Cancellation cancellation;
    private final Consumer<SourceStatus.Progress> progress;

    RunContext(
            Clock clock,
            String cursor,
            boolean everything,
            VendorConnections connections,
            Reach reach,
            Cancellation cancellation,
            Consumer<SourceStatus.Progress> progress) {
        this.clock = clock;
        this.cursor = cursor;
        this.everything = everything;
        this.connections = connections;
        this.reach = reach;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String cursor() {
        return cursor;
    }

    @Override
    public boolean everything() {
        return everything;
    }

    @Override
    public Fetcher fetcher(URI root) {
        return new RunFetcher(VendorFiles.below(root, connections, reach), cancellation, System::nanoTime);
    }

    @Override
    public void progress(String step, long done, long total) {
        if (cancellation.isUsable()) {
            progress.accept(new SourceStatus.Progress(step, done, total));
        }
    }

    @Override
    public boolean cancelled() {
        return !cancellation.isUsable();
    }
}
