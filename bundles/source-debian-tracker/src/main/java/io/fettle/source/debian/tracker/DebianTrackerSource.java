package io.fettle.source.debian.tracker;

import io.fettle.api.Reason;
import io.fettle.format.FormatException;
import io.fettle.spi.source.Cursor;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Debian's security tracker at one place. Immutable. */
final class DebianTrackerSource implements PatchSource {
    private final TrackerFiles files;

    DebianTrackerSource(TrackerSettings settings) {
        this.files = TrackerFiles.of(settings);
    }

    @Override
    public Description describe() {
        return new Description(files.json().location().toString(), List.of("debian"), "", Set.of());
    }

    @Override
    public Optional<Reason> probe(SourceContext context) throws IOException {
        try {
            files.json().isUnchanged(context, Cursor.empty());
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.reason());
        }
    }

    @Override
    public SyncResult sync(SourceContext context, FeedSink sink) throws IOException {
        try {
            return new SyncResult.Completed(
                    new TrackerRun(files, context, sink).run().write());
        } catch (RefusedException e) {
            return new SyncResult.Refused(e.reason());
        } catch (FormatException e) {
            return new SyncResult.Refused(Reason.of("source.malformed", "detail", String.valueOf(e.getMessage())));
        }
    }
}
