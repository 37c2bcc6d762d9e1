package io.fettle.source.rpm;

import static io.fettle.source.rpm.TestRepository.REPOMD;
import static io.fettle.source.rpm.TestRepository.collection;
import static io.fettle.source.rpm.TestRepository.digest;
import static io.fettle.source.rpm.TestRepository.fix;
import static io.fettle.source.rpm.TestRepository.pkg;
import static io.fettle.source.rpm.TestRepository.primary;
import static io.fettle.source.rpm.TestRepository.update;
import static io.fettle.source.rpm.TestRepository.updates;
import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.source.rpm.TestRepository.Packing;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.RecordingSink;
import io.fettle.testkit.vendor.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpmSourceTest {
    private static final TestKey KEY = new TestKey();
    private static final String PRIMARY = primary(
            pkg("bash 0 5.1.8 9.el9 x86_64"),
            pkg(
                    "nodejs 1 18.18.2 1.module+el9+1 x86_64",
                    "<rpm:obsoletes><rpm:entry name=\"iojs\"/><rpm:entry name=\"npm\" flags=\"LT\" epoch=\"1\" ver=\"9\""
                            + " rel=\"2\"/></rpm:obsoletes>"),
            pkg("bash 0 5.1.8 9.el9 src"));
    private static final String UPDATES = updates(update(
            "RLSA-2026:1",
            "<title>Important: bash</title><issued date=\"2026-01-01 10:00:00\"/><updated date=\"2026-01-02 11:00\"/>"
                    + "<severity>Important</severity><description>Mends it.</description><references><reference"
                    + " href=\"https://errata.example.org/1\" id=\"RLSA-2026:1\" type=\"self\" title=\"t\"/><reference"
                    + " href=\"https://cve.example.org/1\" id=\"CVE-2026-0001\" type=\"cve\" title=\"\"/></references>"
                    + collection(
                            fix("bash 0 5.1.8 10.el9 x86_64", "<reboot_suggested/>"),
                            fix("bash 0 5.1.8 10.el9 i686"),
                            fix("bash 0 5.1.8 10.el9 src"))));

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "uri", "https://dl.example.org/9/BaseOS/x86_64/os",
            "repository", "baseos",
            "platform", "Rocky Linux:9"));
    private final RecordingSink sink = new RecordingSink();
    private final TestRepository repository =
            new TestRepository().file("primary", PRIMARY, Packing.GZ).file("updateinfo", UPDATES, Packing.XZ);
    private final TestContext context = new TestContext(root -> {
        assertThat(root).hasToString("https://dl.example.org/9/BaseOS/x86_64/os/");
        return repository;
    });

    @Test
    void packagesAreHandedOver() throws IOException {
        repository.publish();
        assertCompleted();

        OfferedRepository offered = sink.repositories().get(0);
        assertThat(offered.uri()).isEqualTo("https://dl.example.org/9/BaseOS/x86_64/os/");
        assertThat(offered.suite()).isEqualTo("baseos");
        assertThat(offered.ecosystem()).isEqualTo("rpm");
        assertThat(offered.origin()).isEqualTo("Rocky Linux");
        assertThat(offered.version()).isEqualTo("9");
        assertThat(offered.date()).isEqualTo(Instant.ofEpochSecond(TestRepository.REVISION));
        assertThat(offered.signature()).isEmpty();
        assertThat(sink.contents().get(offered.release().digest())).isEqualTo(repository.files.get(REPOMD));
        assertThat(sink.indexes().get(0).plain().digest())
                .isEqualTo(Digest.of(PRIMARY.getBytes(StandardCharsets.UTF_8)));
        assertThat(sink.packages())
                .containsExactly(
                        new OfferedPackage(
                                "bash",
                                "5.1.8-9.el9",
                                "x86_64",
                                "bash",
                                "5.1.8-9.el9",
                                MultiArch.NO,
                                "Packages/b/bash-5.1.8-9.el9.x86_64.rpm",
                                1234,
                                digest("bash 0 5.1.8 9.el9 x86_64"),
                                1),
                        new OfferedPackage(
                                "nodejs",
                                "1:18.18.2-1.module+el9+1",
                                "x86_64",
                                "nodejs",
                                "18.18.2-1.module+el9+1",
                                MultiArch.NO,
                                "Packages/n/nodejs-18.18.2-1.module+el9+1.x86_64.rpm",
                                1234,
                                digest("nodejs 1 18.18.2 1.module+el9+1 x86_64"),
                                2,
                                "",
                                List.of("iojs", "npm < 1:9-2")));
        assertThat(context.steps)
                .containsSubsequence("source.release", "source.download", "source.read", "source.publish");
    }

    @Test
    void updatesAreHandedOverAsAdvisories() throws IOException {
        repository.publish();
        assertCompleted();
        Advisory advisory = sink.advisories().get("RLSA-2026:1");
        assertThat(advisory.type()).isEqualTo(Advisory.Type.SECURITY);
        assertThat(advisory.status()).isEqualTo(Advisory.Status.FINAL);
        assertThat(advisory.title()).isEqualTo("Important: bash");
        assertThat(advisory.summary()).isEqualTo("Mends it.");
        assertThat(advisory.published()).contains(Instant.parse("2026-01-01T10:00:00Z"));
        assertThat(advisory.modified()).contains(Instant.parse("2026-01-02T11:00:00Z"));
        assertThat(advisory.cves()).containsExactly(new CveId("CVE-2026-0001"));
        assertThat(advisory.aftermath()).containsExactly(Advisory.Aftermath.REBOOT);
        assertThat(advisory.related()).isEmpty();
        assertThat(advisory.ratings())
                .containsExactly(
                        new Rating(Rating.Scale.DISTRIBUTION, Severity.IMPORTANT, "Important", "security@example.org"));
        assertThat(advisory.affected())
                .containsExactly(new Affected(
                        "rpm",
                        "Rocky Linux:9",
                        PackageLevel.BINARY,
                        "bash",
                        List.of("i686", "x86_64"),
                        "",
                        FixStatus.FIXED,
                        Optional.of("5.1.8-10.el9"),
                        Optional.of(new Rating(
                                Rating.Scale.VENDOR, Severity.IMPORTANT, "Important", "security@example.org")),
                        ""));
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void everyPackingIsRead(Packing packing) throws IOException {
        repository
                .file("primary", PRIMARY, packing)
                .file("updateinfo", UPDATES, packing)
                .file("modules", module("18", "nodejs-1:18.18.2-1.module+el9+1.x86_64"), packing)
                .publish();
        assertCompleted();
        assertThat(sink.packages()).extracting(OfferedPackage::module).containsExactly("", "nodejs:18");
        assertThat(sink.advisories()).hasSize(1);
        assertThat(sink.indexes()).extracting(MirroredSuite.Index::component).contains("", "modules", "updateinfo");
    }

    @Test
    void anUnchangedRepositoryCostsOneRequest() throws IOException {
        repository.publish();
        assertCompleted();
        repository.requests.clear();
        String before = context.cursor;
        assertCompleted();
        assertThat(repository.requests).containsExactly(REPOMD);
        assertThat(sink.repositories()).hasSize(1);
        assertThat(context.cursor).isEqualTo(before);
    }

    @Test
    void aSignedUnchangedRepositoryCostsOneConditionalRequest() throws IOException {
        settings.put("keyring", KEY.keyring());
        repository.validator = Optional.of("etag \"1\"");
        repository.sign(KEY);
        assertCompleted();
        repository.requests.clear();
        assertCompleted();
        assertThat(repository.requests).containsExactly(REPOMD);
        assertThat(sink.repositories()).hasSize(1);
    }

    @Test
    void everythingIsHandedOverAgainWhereTheCatalogLostIt() throws IOException {
        repository.validator = Optional.of("etag \"1\"");
        repository.publish();
        assertCompleted();
        context.everything = true;
        repository.requests.clear();
        sink.collections().clear();
        assertCompleted();
        assertThat(sink.repositories()).hasSize(2);
        assertThat(repository.requests).as("the depot has the rest").containsExactly(REPOMD);
    }

    @Test
    void otherSettingsAreReadAnew() throws IOException {
        repository.publish();
        assertCompleted();
        Map<String, Digest> before = Map.copyOf(sink.collections());
        settings.put("platform", "AlmaLinux:9");
        sink.collections().clear();
        assertCompleted();
        assertThat(sink.collections()).containsOnlyKeys("updateinfo").isNotEqualTo(before);
    }

    @Test
    void otherModulesMakeOtherPackages() throws IOException {
        repository.file("modules", module("18", "nodejs-1:18.18.2-1.module+el9+1.x86_64"), Packing.PLAIN);
        repository.publish();
        assertCompleted();
        Map<String, Digest> updates = Map.copyOf(sink.collections());
        sink.collections().clear();
        repository.file("modules", module("20", "nodejs-1:18.18.2-1.module+el9+1.x86_64"), Packing.PLAIN);
        repository.publish();
        assertCompleted();
        List<Digest> ofPrimary = List.of(sink.bases().get(0), sink.bases().get(3));
        assertThat(sink.indexes().get(0)).isEqualTo(sink.indexes().get(3));
        assertThat(ofPrimary).doesNotHaveDuplicates();
        assertThat(sink.collections()).isNotEqualTo(updates);
        assertThat(sink.packages().get(3).module()).isEqualTo("nodejs:20");
    }

    @Test
    void whatIsKnownIsNotParsed() throws IOException {
        repository.publish();
        sink.wantNothing();
        assertCompleted();
        assertThat(sink.packages()).isEmpty();
        assertThat(sink.advisories()).isEmpty();
    }

    @Test
    void aSignatureIsVerifiedWhereThereAreKeys() throws IOException {
        settings.put("keyring", KEY.keyring());
        repository.sign(KEY);
        assertCompleted();
        MirroredSuite.Stored signature = sink.repositories().get(0).signature().orElseThrow();
        assertThat(sink.contents().get(signature.digest())).isEqualTo(repository.files.get(REPOMD + ".asc"));
    }

    @Test
    void withoutTheSignatureThatIsAskedForNothingIsBelieved() throws IOException {
        settings.put("keyring", KEY.keyring());
        repository.publish();
        assertRefused("source.unsigned");
        repository.sign(new TestKey());
        assertRefused("source.signature");
        repository.sign(KEY);
        repository.revision = String.valueOf(TestRepository.REVISION + 1);
        repository.publish();
        assertRefused("source.signature");
        assertThat(sink.repositories()).isEmpty();
    }

    @Test
    void keysOfPackagesNeedNotSignTheList() throws IOException {
        settings.put("keyring", KEY.keyring());
        settings.put("repo_gpgcheck", "0");
        repository.publish();
        assertCompleted();
        assertThat(repository.requests).doesNotContain(REPOMD + ".asc");
    }

    @Test
    void anOlderListIsRefused() throws IOException {
        repository.publish();
        assertCompleted();
        repository.revision = String.valueOf(TestRepository.REVISION - 1);
        repository.publish();
        assertRefused("source.rollback");
        settings.put("platform", "AlmaLinux:9");
        assertRefused("source.rollback");
        context.everything = true;
        assertRefused("source.rollback");
    }

    @Test
    void whereTheRevisionIsNoNumberTheFilesTimesCount() throws IOException {
        repository.revision = "9.4-final";
        repository.publish();
        assertCompleted();
        repository.listed("primary", "<timestamp>\\d+", "<timestamp>1767268000.25");
        repository.listed("updateinfo", "<timestamp>\\d+", "<timestamp>1767268000");
        repository.publish();
        assertRefused("source.rollback");
    }

    @Test
    void aListFromTheFutureIsRefused() throws IOException {
        repository.revision = String.valueOf(TestRepository.REVISION + 200_000);
        repository.publish();
        assertRefused("source.future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary", "updateinfo"})
    void aFileThatIsNotWhatTheListSaysIsRefused(String type) throws IOException {
        repository.publish();
        byte[] altered = repository.files.get(repository.path(type)).clone();
        altered[altered.length - 1] ^= 1;
        repository.files.put(repository.path(type), altered);
        assertRefused("source.torn");
        repository.files.remove(repository.path(type));
        assertRefused("source.torn");
        assertThat(sink.repositories()).isEmpty();
    }

    @Test
    void contentThatIsNotWhatTheListSaysIsRefused() throws IOException {
        String other = "0".repeat(64);
        repository
                .listed("primary", "(<open-checksum[^>]*>)[0-9a-f]+", "$1" + other)
                .publish();
        assertRefused("source.torn");
    }

    @Test
    void contentThatIsLongerThanTheListSaysIsRefused() throws IOException {
        repository.listed("primary", "<open-size>\\d+", "<open-size>100").publish();
        assertRefused("source.malformed");
    }

    @Test
    void sizesMayBeMissing() throws IOException {
        for (String type : List.of("primary", "updateinfo")) {
            repository.listed(type, "<(open-)?size>\\d+</(open-)?size>|<open-checksum.*</open-checksum>", "");
        }
        repository.publish();
        assertCompleted();
        assertThat(sink.packages()).hasSize(2);
        MirroredSuite.Index index = sink.indexes().get(0);
        assertThat(index.plain())
                .isEqualTo(new MirroredSuite.Stored(
                        Digest.of(PRIMARY.getBytes(StandardCharsets.UTF_8)),
                        PRIMARY.getBytes(StandardCharsets.UTF_8).length));
        assertThat(index.stored().size()).isEqualTo(repository.files.get(repository.path("primary")).length);
    }

    @Test
    void weakChecksumsAreRefused() throws IOException {
        repository
                .listed("primary", "checksum type=\"sha256\"", "checksum type=\"sha\"")
                .publish();
        assertRefused("source.checksum");
    }

    @Test
    void aListWithoutPackagesIsRefused() throws IOException {
        TestRepository empty =
                new TestRepository().file("other", "<x/>", Packing.PLAIN).publish();
        repository.files.put(REPOMD, empty.files.get(REPOMD));
        assertRefused("source.data.missing");
        repository.files.remove(REPOMD);
        assertRefused("source.release.missing");
    }

    @Test
    void pathsThatLeadElsewhereAreRefused() throws IOException {
        for (String path : List.of("../primary.xml", "/etc/passwd", "repodata//x", "a\\\\b")) {
            repository.file("primary", PRIMARY, Packing.GZ);
            repository.listed("primary", "href=\"[^\"]*", "href=\"" + path).publish();
            assertRefused("source.malformed");
        }
        repository.file("primary", PRIMARY, Packing.GZ);
        repository
                .listed("primary", "<location ", "<location xml:base=\"https://elsewhere.example.org/\" ")
                .publish();
        assertRefused("source.malformed");
        assertThat(repository.requests).allMatch(REPOMD::equals);
    }

    @Test
    void aFileThatIsListedTwiceIsRefused() throws IOException {
        repository
                .listed("updateinfo", "type=\"updateinfo\"", "type=\"primary\"")
                .publish();
        assertRefused("source.malformed");
    }

    @Test
    void aProbeAsksOnce() throws IOException {
        repository.publish();
        assertThat(new RpmSourceFactory().create(settings).probe(context)).isEmpty();
        assertThat(repository.requests).containsExactly(REPOMD);
        repository.files.clear();
        assertThat(new RpmSourceFactory().create(settings).probe(context)).isPresent();
    }

    private static String module(String stream, String artifact) {
        return "---\ndocument: modulemd\nversion: 2\ndata:\n  name: nodejs\n  stream: \"" + stream
                + "\"\n  artifacts:\n    rpms:\n    - " + artifact + "\n...\n";
    }

    private void assertCompleted() throws IOException {
        SyncResult result = sync();
        assertThat(result).isInstanceOf(SyncResult.Completed.class);
        context.cursor = ((SyncResult.Completed) result).cursor();
    }

    private void assertRefused(String code) throws IOException {
        SyncResult result = sync();
        assertThat(result).isInstanceOf(SyncResult.Refused.class);
        assertThat(((SyncResult.Refused) result).why().code()).isEqualTo(code);
    }

    private SyncResult sync() throws IOException {
        return new RpmSourceFactory().create(settings).sync(context, sink);
    }
}
