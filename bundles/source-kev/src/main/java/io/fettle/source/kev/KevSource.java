package io.fettle.source.kev;

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

/** The list of known exploited vulnerabilities at one place. Immutable. */
final class KevSource implements PatchSource {
    private static final String COLLECTION = "kev";
    private static final String LICENCE = "CC0-1.0";
    /** Where it was read from and how: what was read otherwise has to be read again. */
    private static final String READ_AS = "read";
    /** Raised when the same bytes lead to other notes. */
    private static final String EDITION = "1 ";

    private static final String DATE = "date";
    private static final String DIGEST = "digest";
    private static final String VALIDATOR = "validator";

    private final FeedLocation location;

    KevSource(FeedLocation location) {
        this.location = location;
    }

    @Override
    public Description describe() {
        return new Description(location.toString(), List.of(), LICENCE, Set.of());
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
        boolean known = !context.everything() && before.find(READ_AS).equals(Optional.of(readAs()));
        context.progress("source.download", 0, 0);
        byte[] document;
        Optional<String> validator;
        try (Fetcher.Fetched answer = fetch(context, known ? before.find(VALIDATOR) : Optional.empty())) {
            if (answer.status() == Fetcher.Status.UNCHANGED) {
                return new SyncResult.Completed(before.write());
            }
            if (answer.status() == Fetcher.Status.MISSING) {
                return new SyncResult.Refused(missing());
            }
            document = answer.stream().readAllBytes();
            validator = answer.validator();
        }
        Digest digest = Digest.of(document);
        if (known && before.find(DIGEST).equals(Optional.of(digest.hex()))) {
            return new SyncResult.Completed(before.with(VALIDATOR, validator).write());
        }
        return read(context, sink, document, before.find(DATE, Instant::parse), validator);
    }

    private SyncResult read(
            SourceContext context,
            FeedSink sink,
            byte[] document,
            Optional<Instant> knownDate,
            Optional<String> validator)
            throws IOException {
        context.progress("source.advisories", 0, 0);
        KevCatalog catalog;
        try {
            catalog = KevParser.parse(document, location.path());
        } catch (FormatException e) {
            return new SyncResult.Refused(Reason.of("source.malformed", "detail", String.valueOf(e.getMessage())));
        }
        Optional<Reason> objection = Freshness.objection(
                catalog.released(), knownDate, context.clock().instant());
        if (objection.isPresent()) {
            return new SyncResult.Refused(objection.get());
        }
        Digest digest = Digest.of(document);
        if (sink.collection(COLLECTION, Digest.of((EDITION + digest).getBytes(StandardCharsets.US_ASCII)))) {
            catalog.notes().forEach(sink::note);
        }
        context.progress(
                "source.publish", catalog.notes().size(), catalog.notes().size());
        return new SyncResult.Completed(Cursor.empty()
                .with(READ_AS, readAs())
                .with(DATE, catalog.released().toString())
                .with(DIGEST, digest.hex())
                .with(VALIDATOR, validator)
                .write());
    }

    private Fetcher.Fetched fetch(SourceContext context, Optional<String> validator) throws IOException {
        return context.fetcher(location.root())
                .fetch(new Fetcher.Request(location.path(), KevParser.MAX_BYTES, validator));
    }

    private String readAs() {
        return EDITION + location;
    }

    private Reason missing() {
        return Reason.of("source.file.missing", "path", location.toString());
    }
}
