package io.fettle.applier.vendor;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.applier.Places;
import io.fettle.applier.RefusedException;
import io.fettle.applier.process.Commands;
import io.fettle.format.FormatException;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import io.fettle.format.deb822.Dialect;
import io.fettle.format.deb822.IndexEntry;
import io.fettle.format.deb822.ReleaseFile;
import io.fettle.format.deb822.Stanza;
import io.fettle.format.deb822.StanzaLimits;
import io.fettle.format.deb822.StanzaReader;
import io.fettle.format.openpgp.SignatureVerifier;
import io.fettle.format.openpgp.VerifiedText;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows the vendor's chain from the computer's own keys down to every package of an order. Not thread-safe. */
public final class VendorChain {
    private static final int MAX_RELEASE = 16 << 20;
    private static final int DICTIONARY = 64 << 20;
    private static final List<String> ENDINGS = List.of(".xz", ".gz");

    private final OwnRepositories repositories;
    private final OwnKeys keys;
    private final Floors floors;
    private final Clock clock;

    public VendorChain(Places places, Commands commands, Floors floors, Clock clock) {
        this.repositories = new OwnRepositories(places, commands);
        this.keys = new OwnKeys(places, clock);
        this.floors = floors;
        this.clock = clock;
    }

    /**
     * @param content a directory of our own that holds every file of the order, by digest, hashed
     * @throws RefusedException where anything does not hold
     */
    public List<VerifiedSuite> verify(Order order, Path content) throws IOException {
        Map<String, Step> open = new HashMap<>();
        order.steps().forEach(step -> open.put(key(step), step));
        List<VerifiedSuite> verified = new ArrayList<>();
        Map<OwnRepository, Instant> dates = new HashMap<>();
        for (MirroredSuite suite : order.suites()) {
            // 1. The computer's owner uses this suite.
            OwnRepository own = repositories.find(suite.uri(), suite.suite());
            // 2. A key that he trusts for it signed its list.
            SignatureVerifier verifier = keys.verifier(own);
            ReleaseFile release = release(suite, content, verifier);
            // 3. It is that suite, and neither an old nor an expired list of it.
            checkDates(release, own, verifier);
            // 4. Each index is the one that the list names.
            for (Index index : suite.indexes()) {
                checkIndex(index, release, own);
                // 5. Each package is the one that the index names.
                findSteps(suite, index, content.resolve(index.stored().digest().hex()), open);
            }
            dates.put(own, release.date());
            verified.add(new VerifiedSuite(suite, own.signedBy()));
        }
        RefusedException.require(open.isEmpty(), "package.not_in_index", "packages", String.join(" ", open.keySet()));
        dates.forEach((own, date) -> floors.raise(own.uri(), own.suite(), date));
        return verified;
    }

    private static ReleaseFile release(MirroredSuite suite, Path content, SignatureVerifier verifier) {
        String what = suite.uri() + ' ' + suite.suite();
        try {
            byte[] list = read(content, suite.release());
            Optional<Stored> signature = suite.signature();
            VerifiedText text = signature.isPresent()
                    ? verifier.verifyDetached(list, read(content, signature.get()), what)
                    : verifier.verifyCleartext(list, what);
            ReleaseFile release = ReleaseFile.parse(text, what);
            String name = suite.suite();
            boolean same = name.equals(release.suite())
                    || name.equals(release.codename())
                    || (release.suite().isEmpty() && release.codename().isEmpty())
                    || name.endsWith("/");
            RefusedException.require(same, "repository.other_suite", "uri", what);
            return release;
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.of("repository.not_signed", "uri", what, "why", String.valueOf(e.getMessage())));
        }
    }

    private static byte[] read(Path content, Stored stored) throws IOException {
        Path file = content.resolve(stored.digest().hex());
        if (stored.size() > MAX_RELEASE) {
            throw new IOException("a signed list of " + stored.size() + " bytes is too long");
        }
        return Files.readAllBytes(file);
    }

    private void checkDates(ReleaseFile release, OwnRepository own, SignatureVerifier verifier) {
        String what = own.uri() + ' ' + own.suite();
        Instant now = clock.instant();
        RefusedException.require(
                release.validUntil().isEmpty()
                        || !now.isAfter(release.validUntil().get()),
                "repository.expired",
                "uri",
                what);
        for (Optional<Instant> floor : List.of(floors.of(own.uri(), own.suite()), ownDate(own, verifier))) {
            RefusedException.require(
                    floor.isEmpty() || !release.date().isBefore(floor.get()), "repository.older", "uri", what);
        }
    }

    /** Date of the list that apt itself got last; a list that nobody vouches for any more sets no floor. */
    private Optional<Instant> ownDate(OwnRepository own, SignatureVerifier verifier) {
        Path inRelease = own.ownRelease().resolveSibling(own.ownRelease().getFileName() + "InRelease");
        Path release = own.ownRelease().resolveSibling(own.ownRelease().getFileName() + "Release");
        Path signature = own.ownRelease().resolveSibling(own.ownRelease().getFileName() + "Release.gpg");
        try {
            if (Files.isRegularFile(inRelease) && Files.size(inRelease) <= MAX_RELEASE) {
                VerifiedText text = verifier.verifyCleartext(Files.readAllBytes(inRelease), inRelease.toString());
                return Optional.of(ReleaseFile.parse(text, inRelease.toString()).date());
            }
            if (Files.isRegularFile(release) && Files.isRegularFile(signature) && Files.size(release) <= MAX_RELEASE) {
                VerifiedText text = verifier.verifyDetached(
                        Files.readAllBytes(release), Files.readAllBytes(signature), release.toString());
                return Optional.of(ReleaseFile.parse(text, release.toString()).date());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static void checkIndex(Index index, ReleaseFile release, OwnRepository own) {
        IndexEntry stored = release.indexes().get(index.path());
        IndexEntry plain = release.indexes().get(withoutEnding(index.path()));
        boolean holds = stored != null
                && is(stored, index.stored())
                && (plain == null || is(plain, index.plain()))
                && own.metaKeys().contains(withoutEnding(index.path()));
        RefusedException.require(holds, "index.not_in_release", "path", own.suite() + ' ' + index.path());
    }

    private static boolean is(IndexEntry entry, Stored stored) {
        return entry.sha256().equals(stored.digest()) && entry.size() == stored.size();
    }

    /** Reads an index to its end and takes out of {@code open} every step that it proves. */
    private static void findSteps(MirroredSuite suite, Index index, Path file, Map<String, Step> open)
            throws IOException {
        String what = suite.suite() + ' ' + index.path();
        MessageDigest hash = Digest.sha256();
        DecompressionLimits limits = DecompressionLimits.of(
                        Math.max(1, index.stored().size()),
                        Math.max(1, index.plain().size()))
                .withDictionary(DICTIONARY);
        try (InputStream plain =
                        new DigestInputStream(Decompressor.open(Files.newInputStream(file), limits, what), hash);
                StanzaReader reader = new StanzaReader(plain, Dialect.DATA, StanzaLimits.PACKAGES, what)) {
            while (reader.next()) {
                Stanza stanza = reader.stanza();
                String key = stanza.require("Package")
                        + ':'
                        + stanza.require("Architecture")
                        + '='
                        + stanza.require("Version");
                Step step = open.get(key);
                if (step != null && comesFrom(step, suite) && proves(stanza, step)) {
                    open.remove(key);
                }
            }
        } catch (FormatException e) {
            throw new RefusedException(Reason.of("index.unreadable", "why", String.valueOf(e.getMessage())));
        }
        RefusedException.require(
                Digest.ofHash(hash.digest()).equals(index.plain().digest()), "index.altered", "path", what);
    }

    private static boolean comesFrom(Step step, MirroredSuite suite) {
        return OwnRepositories.withSlash(step.uri()).equals(OwnRepositories.withSlash(suite.uri()))
                && step.suite().equals(suite.suite());
    }

    private static boolean proves(Stanza stanza, Step step) {
        return stanza.find("Filename").orElse("").equals(step.path())
                && stanza.find("Size").orElse("").equals(Long.toString(step.size()))
                && stanza.find("SHA256")
                        .orElse("")
                        .equalsIgnoreCase(step.digest().hex());
    }

    private static String key(Step step) {
        return step.name() + ':' + step.arch() + '=' + step.to();
    }

    private static String withoutEnding(String path) {
        for (String ending : ENDINGS) {
            if (path.endsWith(ending)) {
                return path.substring(0, path.length() - ending.length());
            }
        }
        return path;
    }
}
