package io.fettle.source.apt;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.format.FormatException;
import io.fettle.format.deb822.ReleaseFile;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One suite of one apt repository. Immutable. */
final class AptSource implements PatchSource {
    private static final String SECURITY_LABEL = "Debian-Security";
    private static final String SECURITY_ENDING = "-security";

    private final AptSettings settings;

    AptSource(AptSettings settings) {
        this.settings = settings;
    }

    @Override
    public Description describe() {
        return new Description(settings.identity(), List.of(), "", Set.of());
    }

    @Override
    public Optional<Reason> probe(SourceContext context) throws IOException {
        try {
            release(context).fetch(Optional.empty());
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

    private AptCursor run(SourceContext context, FeedSink sink) throws IOException, RefusedException {
        Optional<AptCursor> before = AptCursor.read(context.cursor());
        Optional<AptCursor> current = before.filter(
                cursor -> !context.everything() && cursor.settings().equals(settings.fingerprint()));
        ReleaseTrust trust = new ReleaseTrust(settings, context.clock());
        context.progress("source.release", 0, 0);
        Optional<SignedRelease> fetched = release(context).fetch(current.flatMap(AptCursor::validator));
        boolean unchanged = current.isPresent()
                && fetched.map(signed ->
                                Digest.of(signed.list()).equals(current.get().release()))
                        .orElse(true);
        if (unchanged) {
            trust.requireValid(current.get().validUntil());
            return current.get();
        }
        SignedRelease signed =
                fetched.orElseThrow(() -> new IOException("The server says that nothing changed, unasked"));
        ReleaseFile release = trust.check(signed, before);
        importSuite(context, sink, signed, release);
        return new AptCursor(
                Digest.of(signed.list()),
                release.date(),
                release.validUntil(),
                signed.validator(),
                settings.fingerprint());
    }

    private void importSuite(SourceContext context, FeedSink sink, SignedRelease signed, ReleaseFile release)
            throws IOException, RefusedException {
        List<WantedIndex> wanted = new IndexChoice(settings, release).choose();
        IndexImport indexes = new IndexImport(fetcher(context), sink, directory(), release.acquireByHash());
        long total = wanted.stream().mapToLong(index -> index.stored().size()).sum();
        long done = 0;
        // Everything is fetched and checked before anything is handed over.
        for (WantedIndex index : wanted) {
            context.progress("source.download", done, total);
            indexes.download(index);
            done += index.stored().size();
        }
        sink.repository(offered(wanted, release, keep(sink, signed.list()), signature(sink, signed)));
        done = 0;
        for (WantedIndex index : wanted) {
            context.progress("source.read", done, total);
            indexes.handOver(index);
            done += index.stored().size();
        }
        context.progress("source.publish", total, total);
    }

    private static MirroredSuite.Stored keep(FeedSink sink, byte[] bytes) throws IOException {
        Digest digest = Digest.of(bytes);
        sink.keep(digest, bytes.length, new ByteArrayInputStream(bytes));
        return new MirroredSuite.Stored(digest, bytes.length);
    }

    private static Optional<MirroredSuite.Stored> signature(FeedSink sink, SignedRelease signed) throws IOException {
        return signed.signature().isPresent()
                ? Optional.of(keep(sink, signed.signature().get()))
                : Optional.empty();
    }

    private OfferedRepository offered(
            List<WantedIndex> wanted,
            ReleaseFile release,
            MirroredSuite.Stored list,
            Optional<MirroredSuite.Stored> signature) {
        Set<String> architectures = new LinkedHashSet<>();
        wanted.forEach(index -> architectures.add(index.arch()));
        return new OfferedRepository(
                settings.uri().toString(),
                settings.suite(),
                release.suite(),
                release.codename(),
                release.origin(),
                release.label(),
                release.version(),
                settings.components(),
                settings.flat() ? settings.architectures() : List.copyOf(architectures),
                isSecurity(release),
                priority(release),
                release.date(),
                release.validUntil(),
                list,
                signature);
    }

    /**
     * Only signed names count. Debian labels its security archive; Ubuntu and Debian call the suite or its code name
     * {@code NAME-security}.
     */
    private static boolean isSecurity(ReleaseFile release) {
        return release.label().equals(SECURITY_LABEL)
                || release.suite().endsWith(SECURITY_ENDING)
                || release.codename().endsWith(SECURITY_ENDING);
    }

    private static int priority(ReleaseFile release) {
        if (!release.notAutomatic()) {
            return 500;
        }
        return release.butAutomaticUpgrades() ? 100 : 1;
    }

    private ReleaseDownload release(SourceContext context) {
        return new ReleaseDownload(fetcher(context), directory());
    }

    private Fetcher fetcher(SourceContext context) {
        return context.fetcher(settings.uri());
    }

    private String directory() {
        if (!settings.flat()) {
            return "dists/" + settings.suite() + "/";
        }
        String path = settings.suite().startsWith("./") ? settings.suite().substring(2) : settings.suite();
        return path;
    }
}
