package io.fettle.source.apt;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.content.ContentError;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.format.FormatException;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import io.fettle.format.deb822.Dialect;
import io.fettle.format.deb822.IndexEntry;
import io.fettle.format.deb822.StanzaLimits;
import io.fettle.format.deb822.StanzaReader;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the indexes of one suite and hands over their packages. */
final class IndexImport {
    static final long MAX_STORED = 512L << 20;
    static final long MAX_PLAIN = 2L << 30;

    /** Another word with every fact that is read in addition, so that what was handed over without it is read again. */
    static final String FACTS = "relations";

    private static final Logger LOG = LoggerFactory.getLogger(IndexImport.class);

    private final Fetcher fetcher;
    private final FeedSink sink;
    private final String directory;
    private final boolean byHash;

    /** @param directory of the suite, with a slash at the end unless empty */
    IndexImport(Fetcher fetcher, FeedSink sink, String directory, boolean byHash) {
        this.fetcher = fetcher;
        this.sink = sink;
        this.directory = directory;
        this.byHash = byHash;
    }

    /** Brings the stored form into the depot, as it stands in the signed list. */
    void download(WantedIndex wanted) throws IOException, RefusedException {
        IndexEntry entry = wanted.stored();
        if (entry.size() > MAX_STORED || wanted.plain().map(IndexEntry::size).orElse(0L) > MAX_PLAIN) {
            throw refused("source.index.large", entry);
        }
        if (sink.holds(entry.sha256())) {
            return;
        }
        // A mirror that is being updated serves the old index under its name but already the new one by its digest.
        if (byHash && keep(hashPath(entry), entry)) {
            return;
        }
        if (!keep(entry.path(), entry)) {
            throw refused("source.torn", entry);
        }
    }

    private static String hashPath(IndexEntry entry) {
        int slash = entry.path().lastIndexOf('/');
        return entry.path().substring(0, slash + 1) + "by-hash/SHA256/" + entry.sha256();
    }

    /** False where the mirror does not have it. */
    private boolean keep(String path, IndexEntry entry) throws IOException, RefusedException {
        Fetcher.Request request = Fetcher.Request.of(directory + path, entry.size() + 1);
        try (Fetcher.Fetched answer = fetcher.fetch(request)) {
            if (answer.status() != Fetcher.Status.FOUND) {
                return false;
            }
            sink.keep(entry.sha256(), entry.size(), answer.stream());
            return true;
        } catch (FettleException e) {
            if (e.code() == ContentError.DIGEST_MISMATCH) {
                throw refused("source.torn", entry);
            }
            throw e;
        }
    }

    /** Hands over the packages of a downloaded index, unless the engine knows them. */
    void handOver(WantedIndex wanted) throws IOException, RefusedException {
        IndexEntry stored = wanted.stored();
        MirroredSuite.Stored plain = plain(wanted);
        MirroredSuite.Index index = new MirroredSuite.Index(
                wanted.component(),
                wanted.arch(),
                stored.path(),
                new MirroredSuite.Stored(stored.sha256(), stored.size()),
                plain);
        boolean needed = sink.index(index, basis(plain));
        if (needed) {
            parse(stored, plain);
        }
    }

    /** The index, and which facts of it are read. */
    private static Digest basis(MirroredSuite.Stored plain) {
        return Digest.of((plain.digest().hex() + FACTS).getBytes(StandardCharsets.US_ASCII));
    }

    private MirroredSuite.Stored plain(WantedIndex wanted) throws IOException {
        Optional<IndexEntry> listed = wanted.plain();
        if (listed.isPresent()) {
            return new MirroredSuite.Stored(listed.get().sha256(), listed.get().size());
        }
        MessageDigest hash = Digest.sha256();
        try (InputStream content = open(wanted.stored(), MAX_PLAIN, hash)) {
            long size = content.transferTo(java.io.OutputStream.nullOutputStream());
            return new MirroredSuite.Stored(Digest.ofHash(hash.digest()), size);
        }
    }

    private void parse(IndexEntry stored, MirroredSuite.Stored plain) throws IOException, RefusedException {
        MessageDigest hash = Digest.sha256();
        long skipped = 0;
        try (InputStream content = open(stored, Math.max(1, plain.size()), hash)) {
            StanzaReader reader = new StanzaReader(content, Dialect.DATA, StanzaLimits.PACKAGES, stored.path());
            while (reader.next()) {
                Optional<OfferedPackage> offered = PackageStanza.read(reader.stanza());
                offered.ifPresent(sink::offered);
                skipped += offered.isPresent() ? 0 : 1;
            }
        }
        // What was handed over is only staged; it is dropped where the whole turns out not to be what was signed.
        if (!Digest.ofHash(hash.digest()).equals(plain.digest())) {
            throw refused("source.torn", stored);
        }
        if (skipped > 0) {
            LOG.warn(
                    "Left out {} packages of {}{}: name, version, path or SHA256 out of form",
                    skipped,
                    directory,
                    stored.path());
        }
    }

    private InputStream open(IndexEntry stored, long maxPlain, MessageDigest hash) throws IOException {
        DecompressionLimits limits = DecompressionLimits.of(Math.max(1, stored.size()), maxPlain);
        InputStream bytes = sink.read(stored.sha256());
        try {
            return new DigestInputStream(Decompressor.open(bytes, limits, stored.path()), hash);
        } catch (FormatException e) {
            bytes.close();
            throw e;
        }
    }

    private RefusedException refused(String code, IndexEntry entry) {
        return new RefusedException(Reason.of(code, "path", directory + entry.path()));
    }
}
