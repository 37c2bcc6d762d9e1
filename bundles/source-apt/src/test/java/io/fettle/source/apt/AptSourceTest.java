package io.fettle.source.apt;

import static io.fettle.source.apt.TestRepository.DATE;
import static io.fettle.source.apt.TestRepository.date;
import static io.fettle.source.apt.TestRepository.stanza;
import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.RecordingSink;
import io.fettle.testkit.vendor.TestKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AptSourceTest {
    private static final TestKey KEY = new TestKey();
    private static final TestKey OTHER = new TestKey();
    private static final String MAIN = "main/binary-amd64/Packages";

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "uri", "http://deb.example.org/debian",
            "suite", "bookworm",
            "components", "main",
            "architectures", "amd64",
            "keyring", KEY.keyring()));
    private final RecordingSink sink = new RecordingSink();
    private TestRepository repository = new TestRepository("bookworm").index(MAIN, stanza("openssl", "3.0.1-1"));
    private Instant now = DATE.plus(Duration.ofHours(6));
    private String cursor = "";
    private boolean everything;

    @Test
    void aSignedSuiteIsHandedOver() throws IOException {
        repository.index(
                MAIN,
                stanza("bash", "5.2-1"),
                stanza("libssl3", "3.0.1-1", "Source: openssl (3.0.1-1+s1)", "Multi-Arch: same"));
        repository.sign(KEY);
        assertCompleted();

        OfferedRepository suite = sink.repositories().get(0);
        assertThat(suite.uri()).isEqualTo("http://deb.example.org/debian/");
        assertThat(suite.suite()).isEqualTo("bookworm");
        assertThat(suite.archive()).isEqualTo("oldstable");
        assertThat(suite.origin()).isEqualTo("Debian");
        assertThat(suite.date()).isEqualTo(DATE);
        assertThat(suite.validUntil()).isEmpty();
        assertThat(suite.priority()).isEqualTo(500);
        assertThat(suite.security()).isFalse();
        assertThat(sink.contents().get(suite.release().digest()))
                .isEqualTo(repository.files.get("dists/bookworm/InRelease"));
        byte[] plain = repository.listed.get(MAIN);
        assertThat(sink.indexes().get(0).path()).isEqualTo(MAIN + ".xz");
        assertThat(sink.indexes().get(0).plain()).isEqualTo(new MirroredSuite.Stored(Digest.of(plain), plain.length));
        assertThat(sink.packages()).hasSize(2);
        assertThat(sink.packages().get(1))
                .isEqualTo(new OfferedPackage(
                                "libssl3",
                                "3.0.1-1",
                                "amd64",
                                "openssl",
                                "3.0.1-1+s1",
                                MultiArch.SAME,
                                "pool/main/libssl3/libssl3_3.0.1-1_amd64.deb",
                                1234,
                                Digest.of("libssl33.0.1-1".getBytes(StandardCharsets.UTF_8)),
                                stanza("bash", "5.2-1").length())
                        .with(Relations.NONE));
    }

    @Test
    void whatAPackageSaysOfOthersIsHandedOver() throws IOException {
        repository.index(
                MAIN,
                stanza(
                        "postfix",
                        "3.7-1",
                        "Pre-Depends: dpkg (>= 1.19)",
                        "Depends: libc6 (>= 2.34),\n adduser | systemd",
                        "Recommends: ca-certificates",
                        "Suggests: x",
                        "Conflicts: mail-transport-agent",
                        "Breaks: old (<< 2)",
                        "Provides: mail-transport-agent, smtp (= 1)"));
        repository.sign(KEY);
        assertCompleted();
        assertThat(sink.packages().get(0).relations())
                .isEqualTo(Relations.of(Map.of(
                        Relations.Kind.PRE_DEPENDS, "dpkg (>= 1.19)",
                        Relations.Kind.DEPENDS, "libc6 (>= 2.34), adduser | systemd",
                        Relations.Kind.RECOMMENDS, "ca-certificates",
                        Relations.Kind.CONFLICTS, "mail-transport-agent",
                        Relations.Kind.BREAKS, "old (<< 2)",
                        Relations.Kind.PROVIDES, "mail-transport-agent, smtp (= 1)")));
    }

    /** A server that was updated reads what it already has once more, though the suite is as it was. */
    @Test
    void anIndexReadWithoutRelationsIsReadAnew() throws IOException {
        repository.sign(KEY);
        assertCompleted();
        cursor = AptCursor.read(cursor)
                .map(now -> new AptCursor(
                        now.release(), now.date(), now.validUntil(), now.validator(), Digest.of(new byte[0])))
                .orElseThrow()
                .write();
        sink.packages().clear();
        repository.requests.clear();
        assertCompleted();
        assertThat(repository.requests).containsExactly("dists/bookworm/InRelease");
        assertThat(sink.packages()).hasSize(1);
        assertThat(sink.bases())
                .noneMatch(basis -> basis.equals(sink.indexes().get(0).plain().digest()));
    }

    @Test
    void anUnchangedSuiteCostsOneRequest() throws IOException {
        repository.sign(KEY);
        assertCompleted();
        repository.requests.clear();
        sink.repositories().clear();
        String before = cursor;

        assertCompleted();
        assertThat(repository.requests).containsExactly("dists/bookworm/InRelease");
        assertThat(sink.repositories()).isEmpty();
        assertThat(cursor).isEqualTo(before);
    }

    @Test
    void aServerThatKnowsValidatorsSendsNothing() throws IOException {
        repository.sign(KEY);
        repository.validator = java.util.Optional.of("etag \"1\"");
        assertCompleted();
        repository.requests.clear();
        assertCompleted();
        assertThat(repository.requests).containsExactly("dists/bookworm/InRelease");
        assertThat(sink.repositories()).hasSize(1);
    }

    @Test
    void everythingIsHandedOverAgainWhereTheCatalogLostIt() throws IOException {
        repository.sign(KEY);
        repository.validator = java.util.Optional.of("etag \"1\"");
        assertCompleted();
        everything = true;
        assertCompleted();
        assertThat(sink.repositories()).hasSize(2);
    }

    @Test
    void otherSettingsAreReadAnew() throws IOException {
        repository.index("contrib/binary-amd64/Packages", stanza("zfs", "1")).sign(KEY);
        assertCompleted();
        settings.put("components", "main contrib");
        assertCompleted();
        assertThat(sink.packages()).extracting(OfferedPackage::name).contains("zfs");
    }

    @Test
    void aDetachedSignatureCountsAsWell() throws IOException {
        repository.signApart(KEY);
        assertCompleted();
        assertThat(sink.repositories().get(0).signature()).isPresent();
        assertThat(sink.packages()).hasSize(1);
    }

    @Test
    void aListWithoutSignatureIsRefused() throws IOException {
        repository.signApart(KEY);
        repository.files.remove("dists/bookworm/Release.gpg");
        assertRefused("source.unsigned");
    }

    @Test
    void aSuiteThatIsNotThereIsRefused() throws IOException {
        assertRefused("source.release.missing");
    }

    @Test
    void anotherKeyIsRefused() throws IOException {
        repository.sign(OTHER);
        assertRefused("source.signature");
    }

    @Test
    void aKeyThatIsNotAmongTheFingerprintsIsRefused() throws IOException {
        repository.sign(KEY);
        settings.put("fingerprints", "0123456789ABCDEF0123456789ABCDEF01234567");
        assertRefused("source.signature");
    }

    @Test
    void oneChangedLetterIsRefused() throws IOException {
        repository.sign(KEY);
        byte[] bytes = repository.files.get("dists/bookworm/InRelease");
        bytes[new String(bytes, StandardCharsets.US_ASCII).indexOf("Debian")] = 'd';
        assertRefused("source.signature");
    }

    @Test
    void textBehindTheSignatureIsRefused() throws IOException {
        repository.sign(KEY);
        byte[] signed = repository.files.get("dists/bookworm/InRelease");
        byte[] longer = Arrays.copyOf(signed, signed.length + 10);
        Arrays.fill(longer, signed.length, longer.length, (byte) 'x');
        repository.files.put("dists/bookworm/InRelease", longer);
        assertRefused("source.malformed");
    }

    @Test
    void anotherSuiteOfTheSameArchiveIsRefused() throws IOException {
        repository.fields.put("Codename", "trixie");
        repository.sign(KEY);
        assertRefused("source.suite.mismatch");
    }

    @Test
    void theSuiteMayBeMeantByItsOtherName() throws IOException {
        repository = new TestRepository("oldstable").index(MAIN, stanza("openssl", "3.0.1-1"));
        repository.fields.put("Codename", "bookworm");
        repository.sign(KEY);
        settings.put("suite", "oldstable");
        assertCompleted();
    }

    @Test
    void anOlderListIsRefused() throws IOException {
        repository.sign(KEY);
        assertCompleted();
        repository.fields.put("Date", date(DATE.minus(Duration.ofDays(1))));
        repository.sign(KEY);
        assertRefused("source.rollback");
    }

    @Test
    void anOlderListIsRefusedAlsoAfterTheCatalogWasLost() throws IOException {
        repository.sign(KEY);
        assertCompleted();
        repository.fields.put("Date", date(DATE.minus(Duration.ofDays(1))));
        repository.sign(KEY);
        everything = true;
        assertRefused("source.rollback");
    }

    @Test
    void aListOfTheSameMomentIsAccepted() throws IOException {
        repository.sign(KEY);
        assertCompleted();
        repository.fields.put("Version", "12.2");
        repository.sign(KEY);
        assertCompleted();
    }

    @Test
    void anExpiredListIsRefused() throws IOException {
        repository.fields.put("Valid-Until", date(now));
        repository.sign(KEY);
        assertRefused("source.expired");
    }

    @Test
    void anUnchangedListIsRefusedOnceItExpires() throws IOException {
        repository.fields.put("Valid-Until", date(now.plus(Duration.ofDays(7))));
        repository.sign(KEY);
        assertCompleted();
        now = now.plus(Duration.ofDays(8));
        assertRefused("source.expired");
    }

    @Test
    void aListFromTheFutureIsRefused() throws IOException {
        repository.fields.put("Date", date(now.plus(Duration.ofHours(25))));
        repository.sign(KEY);
        assertRefused("source.future");
    }

    @Test
    void aClockThatIsALittleLateDoesNoHarm() throws IOException {
        repository.fields.put("Date", date(now.plus(Duration.ofHours(23))));
        repository.sign(KEY);
        assertCompleted();
    }

    @Test
    void anIndexIsAskedForByItsDigestFirst() throws IOException {
        repository.sign(KEY);
        byte[] current = repository.files.put(repository.path(MAIN + ".xz"), new byte[] {1});
        assertCompleted();
        assertThat(repository.requests).contains(repository.byHash(MAIN + ".xz", current));
        assertThat(repository.requests).doesNotContain(repository.path(MAIN + ".xz"));
    }

    @Test
    void anIndexIsAskedForByNameWhereTheServerHasNoDigests() throws IOException {
        repository.sign(KEY);
        repository.files.keySet().removeIf(path -> path.contains("by-hash"));
        assertCompleted();
        assertThat(sink.packages()).hasSize(1);
    }

    @Test
    void aTornMirrorIsRefusedWhole() throws IOException {
        repository
                .index("main/binary-i386/Packages", stanza("openssl", "3.0.1-2"))
                .sign(KEY);
        settings.put("architectures", "amd64 i386");
        repository.files.keySet().removeIf(path -> path.contains("i386/by-hash"));
        repository.files.put(repository.path("main/binary-i386/Packages.xz"), new byte[] {1, 2, 3});
        assertRefused("source.torn");
        assertThat(sink.repositories()).isEmpty();
    }

    @Test
    void anIndexThatIsNotServedIsRefused() throws IOException {
        repository.sign(KEY);
        repository.files.keySet().removeIf(path -> path.contains("binary-amd64"));
        assertRefused("source.torn");
    }

    @Test
    void aLongerIndexThanSignedIsRefused() throws IOException {
        repository.sign(KEY);
        repository.files.replaceAll(
                (path, bytes) -> path.contains("binary-amd64") ? Arrays.copyOf(bytes, bytes.length + 1) : bytes);
        assertRefused("source.torn");
    }

    @Test
    void aCompressedIndexWithOtherContentThanListedIsRefused() throws IOException {
        byte[] plain = repository.listed.get(MAIN).clone();
        plain[plain.length - 20] ^= 1;
        repository.listed.put(MAIN, plain);
        repository.sign(KEY);
        assertRefused("source.torn");
    }

    @Test
    void anIndexThatIsLargerThanListedWhenUnpackedIsRefused() throws IOException {
        repository.listed.put(MAIN, new byte[10]);
        repository.sign(KEY);
        assertRefused("source.malformed");
    }

    @Test
    void garbageInAnIndexIsRefused() throws IOException {
        repository.index(MAIN, "Package: a\nPackage: b\n\n").sign(KEY);
        assertRefused("source.malformed");
    }

    @Test
    void gzipAndPlainIndexesAreReadWhereThereIsNothingBetter() throws IOException {
        repository.listed.remove(MAIN + ".xz");
        repository.sign(KEY);
        assertCompleted();
        assertThat(sink.indexes().get(0).path()).isEqualTo(MAIN + ".gz");

        repository.files.put(repository.path(MAIN), repository.listed.get(MAIN));
        repository.listed.remove(MAIN + ".gz");
        repository.sign(KEY);
        assertCompleted();
        assertThat(sink.indexes().get(1).path()).isEqualTo(MAIN);
        assertThat(sink.packages()).hasSize(2);
    }

    @Test
    void anArchiveThatListsOnlyCompressedIndexesIsReadToo() throws IOException {
        byte[] plain = repository.listed.remove(MAIN);
        repository.sign(KEY);
        assertCompleted();
        assertThat(sink.indexes().get(0).plain().digest()).isEqualTo(Digest.of(plain));
    }

    @Test
    void onlyWhatIsConfiguredIsFetched() throws IOException {
        repository.index("contrib/binary-amd64/Packages", stanza("zfs", "1"));
        repository.index("main/binary-i386/Packages", stanza("openssl", "1"));
        repository.sign(KEY);
        assertCompleted();
        assertThat(repository.requests).hasSize(2);
        assertThat(sink.indexes()).hasSize(1);
    }

    @Test
    void anArchitectureThatTheArchiveDoesNotHaveIsLeftOut() throws IOException {
        repository.sign(KEY);
        settings.put("architectures", "amd64 riscv64");
        assertCompleted();
        assertThat(sink.repositories().get(0).architectures()).containsExactly("amd64");
    }

    @Test
    void anArchiveThatHasNothingOfItIsRefused() throws IOException {
        repository.sign(KEY);
        settings.put("architectures", "riscv64");
        assertRefused("source.index.none");
    }

    @Test
    void aComponentThatTheArchiveDoesNotHaveIsRefused() throws IOException {
        repository.sign(KEY);
        settings.put("components", "main restricted");
        assertRefused("source.component.unknown");
    }

    @Test
    void theIndexOfAllArchitecturesIsReadWhereItCounts() throws IOException {
        repository.index("main/binary-all/Packages", stanza("tzdata", "1")).sign(KEY);
        assertCompleted();
        assertThat(sink.packages()).extracting(OfferedPackage::name).containsExactly("openssl");

        repository.fields.remove("No-Support-for-Architecture-all");
        repository.sign(KEY);
        assertCompleted();
        assertThat(sink.packages()).extracting(OfferedPackage::name).contains("tzdata");
    }

    @ParameterizedTest
    @CsvSource({"all amd64 i386, Packages, false", "amd64 i386, '', false", "all amd64 i386, '', true", "'', '', true"})
    void anIndexOfAllArchitecturesThatIsAskedForIsReadWhereAptReadsIt(String offered, String unsupported, boolean read)
            throws IOException {
        field("Architectures", offered);
        field("No-Support-for-Architecture-all", unsupported);
        repository.index("main/binary-all/Packages", stanza("tzdata", "1")).sign(KEY);
        settings.put("architectures", "all amd64");
        assertCompleted();
        assertThat(sink.packages().stream().anyMatch(offer -> offer.name().equals("tzdata")))
                .isEqualTo(read);
        assertThat(sink.packages()).extracting(OfferedPackage::name).contains("openssl");
    }

    private void field(String name, String value) {
        if (value.isEmpty()) {
            repository.fields.remove(name);
        } else {
            repository.fields.put(name, value);
        }
    }

    @Test
    void theSecurityArchiveIsKnownByItsSignedNames() throws IOException {
        repository = new TestRepository("bookworm-security").index(MAIN, stanza("openssl", "3.0.1-1"));
        repository.fields.put("Label", "Debian-Security");
        repository.fields.put("Suite", "oldstable-security");
        repository.fields.put("Components", "updates/main");
        repository.sign(KEY);
        settings.put("suite", "bookworm-security");
        assertCompleted();
        assertThat(sink.repositories().get(0).security()).isTrue();
        assertThat(sink.repositories().get(0).components()).containsExactly("main");
    }

    @Test
    void aUriWithSecurityInItsNameMakesNoSecurityArchive() throws IOException {
        settings.put("uri", "http://security.example.org/debian-security/");
        repository.sign(KEY);
        assertCompleted();
        assertThat(sink.repositories().get(0).security()).isFalse();
    }

    @Test
    void backportsHaveALowPriority() throws IOException {
        repository.fields.put("NotAutomatic", "yes");
        repository.fields.put("ButAutomaticUpgrades", "yes");
        repository.sign(KEY);
        assertCompleted();
        assertThat(sink.repositories().get(0).priority()).isEqualTo(100);
    }

    @Test
    void aFlatRepositoryIsRead() throws IOException {
        repository =
                new TestRepository("x64/").index("Packages", stanza("tool", "1").replace("pool/", "./pool/"));
        repository.fields.remove("Components");
        repository.sign(KEY);
        settings.put("suite", "x64/");
        settings.remove("components");
        assertCompleted();
        assertThat(sink.packages().get(0).path()).isEqualTo("pool/main/tool/tool_1_amd64.deb");
    }

    @Test
    void packagesOutOfFormAreLeftOut() throws IOException {
        String good = stanza("good", "1");
        repository
                .index(
                        MAIN,
                        good,
                        good.replace("Package: good", "Package: <b>x</b>"),
                        good.replace("Version: 1", "Version: 1;rm"),
                        good.replace("pool/main", "../../etc"),
                        good.replaceAll("SHA256: .*", "MD5sum: 0"))
                .sign(KEY);
        assertCompleted();
        assertThat(sink.packages()).extracting(OfferedPackage::name).containsExactly("good");
    }

    @Test
    void aKnownIndexIsNotParsed() throws IOException {
        repository.sign(KEY);
        sink.wantNothing();
        assertCompleted();
        assertThat(sink.indexes()).hasSize(1);
        assertThat(sink.packages()).isEmpty();
    }

    @Test
    void indexesThatTheDepotHoldsAreNotFetched() throws IOException {
        repository.sign(KEY);
        assertCompleted();
        repository.fields.put("Version", "12.2");
        repository.sign(KEY);
        repository.requests.clear();
        assertCompleted();
        assertThat(repository.requests).containsExactly("dists/bookworm/InRelease");
        assertThat(sink.repositories()).hasSize(2);
    }

    private void assertCompleted() throws IOException {
        SyncResult result = sync();
        assertThat(result).isInstanceOf(SyncResult.Completed.class);
        cursor = ((SyncResult.Completed) result).cursor();
    }

    private void assertRefused(String code) throws IOException {
        SyncResult result = sync();
        assertThat(result).isInstanceOf(SyncResult.Refused.class);
        assertThat(((SyncResult.Refused) result).why().code()).isEqualTo(code);
    }

    private SyncResult sync() throws IOException {
        return new AptSourceFactory().create(settings).sync(new Context(), sink);
    }

    private final class Context implements SourceContext {
        @Override
        public Clock clock() {
            return Clock.fixed(now, ZoneOffset.UTC);
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
            return repository;
        }

        @Override
        public void progress(String step, long done, long total) {
            assertThat(total).isNotNegative();
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
