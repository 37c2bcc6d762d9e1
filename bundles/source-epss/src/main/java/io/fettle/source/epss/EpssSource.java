package io.fettle.source.epss;

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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The predictions of the day at one place. Immutable. */
final class EpssSource implements PatchSource {
    private static final String COLLECTION = "epss";
    private static final String LICENCE = "Free of charge; name FIRST.org as the origin of EPSS";
    /** Where it was read from and how: what was read otherwise has to be read again. */
    private static final String READ_AS = "read";
    /** Raised when the same bytes lead to other notes. */
    private static final String EDITION = "1 ";

    private static final String DATE = "date";
    private static final String DIGEST = "digest";
    private static final String VALIDATOR = "validator";

    private static final Pattern DAY_IN_NAME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final FeedLocation location;

    EpssSource(FeedLocation location) {
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
        return read(context, sink, document, before.find(DATE, LocalDate::parse), validator);
    }

    private SyncResult read(
            SourceContext context,
            FeedSink sink,
            byte[] document,
            Optional<LocalDate> knownDate,
            Optional<String> validator)
            throws IOException {
        context.progress("source.advisories", 0, 0);
        EpssFile file;
        try {
            file = EpssParser.parse(document, location.path());
        } catch (FormatException e) {
            return new SyncResult.Refused(Reason.of("source.malformed", "detail", String.valueOf(e.getMessage())));
        }
        LocalDate date = file.date().or(this::dayInName).orElseGet(() -> today(context));
        Optional<Reason> objection = Freshness.objection(
                start(date), knownDate.map(EpssSource::start), context.clock().instant());
        if (objection.isPresent()) {
            return new SyncResult.Refused(objection.get());
        }
        int size = file.scores().size();
        Digest digest = Digest.of(document);
        if (sink.collection(COLLECTION, basis(digest, date))) {
            context.progress("source.advisories", 0, size);
            file.scores().handOver(date, file.model(), sink::note);
        }
        context.progress("source.publish", size, size);
        return new SyncResult.Completed(Cursor.empty()
                .with(READ_AS, readAs())
                .with(DATE, date.toString())
                .with(DIGEST, digest.hex())
                .with(VALIDATOR, validator)
                .write());
    }

    /** The date is part of every note, and need not stand in the file. */
    private static Digest basis(Digest digest, LocalDate date) {
        return Digest.of((EDITION + digest + date).getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<LocalDate> dayInName() {
        Matcher named = DAY_IN_NAME.matcher(location.path());
        try {
            return named.find() ? Optional.of(LocalDate.parse(named.group())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate today(SourceContext context) {
        return LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
    }

    private static Instant start(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Fetcher.Fetched fetch(SourceContext context, Optional<String> validator) throws IOException {
        return context.fetcher(location.root())
                .fetch(new Fetcher.Request(location.path(), EpssParser.MAX_STORED, validator));
    }

    private String readAs() {
        return EDITION + location;
    }

    private Reason missing() {
        return Reason.of("source.file.missing", "path", location.toString());
    }
}
