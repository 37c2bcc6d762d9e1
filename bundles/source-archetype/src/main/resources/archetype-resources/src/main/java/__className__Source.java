package ${package};

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.format.FormatException;
import io.fettle.spi.source.Cursor;
import io.fettle.spi.source.FeedLocation;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.Freshness;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One vendor's advisories at one place. Immutable. */
final class ${className}Source implements PatchSource {
    /** Raise it when the same file leads to other advisories, so that it is read again. */
    private static final String EDITION = "1";

    private final FeedLocation location;

    ${className}Source(FeedLocation location) {
        this.location = location;
    }

    @Override
    public Description describe() {
        return new Description(location.toString(), List.of(), "CC0-1.0", Set.of());
    }

    @Override
    public Optional<Reason> probe(SourceContext context) throws IOException {
        try (Fetcher.Fetched answer = fetch(context, Optional.empty())) {
            return answer.status() == Fetcher.Status.MISSING ? Optional.of(missing()) : Optional.empty();
        }
    }

    @Override
    public SyncResult sync(SourceContext context, FeedSink sink) throws IOException {
        Cursor before = Cursor.read(context.cursor());
        boolean known = !context.everything() && before.find("edition").equals(Optional.of(EDITION));
        context.progress("source.download", 0, 0);
        try (Fetcher.Fetched answer = fetch(context, known ? before.find("validator") : Optional.empty())) {
            return switch (answer.status()) {
                case UNCHANGED -> new SyncResult.Completed(before.write());
                case MISSING -> new SyncResult.Refused(missing());
                case FOUND -> read(answer, before.find("published", Instant::parse), context, sink);
            };
        } catch (FormatException e) {
            return new SyncResult.Refused(Reason.of("source.malformed", "detail", String.valueOf(e.getMessage())));
        }
    }

    private SyncResult read(Fetcher.Fetched answer, Optional<Instant> last, SourceContext context, FeedSink sink)
            throws IOException {
        byte[] document = answer.stream().readAllBytes();
        ${className}Feed feed = ${className}Reader.read(document, location.path());
        Optional<Reason> objection =
                Freshness.objection(feed.published(), last, context.clock().instant());
        if (objection.isPresent()) {
            return new SyncResult.Refused(objection.get());
        }
        Digest basis = Digest.of((EDITION + Digest.of(document)).getBytes(StandardCharsets.US_ASCII));
        if (sink.collection("advisories", basis)) {
            feed.advisories().forEach(sink::advisory);
        }
        return new SyncResult.Completed(Cursor.empty()
                .with("edition", EDITION)
                .with("published", feed.published().toString())
                .with("validator", answer.validator())
                .write());
    }

    private Fetcher.Fetched fetch(SourceContext context, Optional<String> known) throws IOException {
        return context.fetcher(location.root())
                .fetch(new Fetcher.Request(location.path(), ${className}Reader.MAX_BYTES, known));
    }

    private Reason missing() {
        return Reason.of("source.file.missing", "path", location.toString());
    }
}
