package io.fettle.source.rpm;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.format.FormatException;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One rpm repository. Immutable. */
final class RpmSource implements PatchSource {
    static final String ECOSYSTEM = "rpm";

    private final RpmSettings settings;

    RpmSource(RpmSettings settings) {
        this.settings = settings;
    }

    @Override
    public Description describe() {
        return new Description(settings.identity(), List.of(settings.platform()), "", Set.of());
    }

    @Override
    public Optional<Reason> probe(SourceContext context) throws IOException {
        try {
            new ListDownload(context.fetcher(settings.uri())).list(Optional.empty());
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.reason());
        }
    }

    @Override
    public SyncResult sync(SourceContext context, FeedSink sink) throws IOException {
        try {
            return new SyncResult.Completed(run(context, sink).write());
        } catch (RefusedException e) {
            return new SyncResult.Refused(e.reason());
        } catch (FormatException e) {
            return new SyncResult.Refused(Reason.of("source.malformed", "detail", String.valueOf(e.getMessage())));
        }
    }

    private RpmCursor run(SourceContext context, FeedSink sink) throws IOException, RefusedException {
        Optional<RpmCursor> before = RpmCursor.read(context.cursor());
        Optional<RpmCursor> current = before.filter(
                cursor -> !context.everything() && cursor.settings().equals(settings.fingerprint()));
        context.progress("source.release", 0, 0);
        ListDownload download = new ListDownload(context.fetcher(settings.uri()));
        Optional<ListDownload.Fetched> fetched = download.list(current.flatMap(RpmCursor::validator));
        boolean unchanged = current.isPresent()
                && fetched.map(list ->
                                Digest.of(list.bytes()).equals(current.get().list()))
                        .orElse(true);
        if (unchanged) {
            return current.get();
        }
        ListDownload.Fetched list =
                fetched.orElseThrow(() -> new IOException("The server says that nothing changed, unasked"));
        Optional<byte[]> signature = settings.keys().isPresent() ? Optional.of(download.signature()) : Optional.empty();
        Repomd repomd = new ListTrust(settings, context.clock()).check(list.bytes(), signature, before);
        new RepositoryImport(settings, context, sink).run(repomd, list.bytes(), signature);
        return new RpmCursor(Digest.of(list.bytes()), repomd.age(), list.validator(), settings.fingerprint());
    }
}
