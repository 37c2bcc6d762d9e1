package io.fettle.source.debian.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Reference;
import io.fettle.api.advisory.Severity;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.MemoryFeed;
import io.fettle.testkit.source.RecordingSink;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebianTrackerSourceTest {
    private static final String JSON = "https://tracker.example.org/tracker/data/json";
    private static final String CVE = "https://lists.example.org/data/CVE/list";
    private static final String DSA = "https://lists.example.org/data/DSA/list";
    private static final Instant NOW = Instant.parse("2024-06-10T12:00:00Z");

    private final Map<String, String> settings = new HashMap<>(Map.of("uri", JSON));
    private final MemoryFeed feed = new MemoryFeed(NOW).serve(JSON, TrackerDocuments.JSON);
    private RecordingSink sink = new RecordingSink();

    @Test
    void aFlawIsOneAdvisoryWithAStatementForEachPackageAndRelease() throws IOException {
        assertCompleted();

        Advisory advisory = sink.advisories().get("CVE-2024-0727");
        assertThat(advisory.type()).isEqualTo(Advisory.Type.SECURITY);
        assertThat(advisory.title()).startsWith("Processing a maliciously");
        assertThat(advisory.cves()).containsExactly(new CveId("CVE-2024-0727"));
        assertThat(advisory.references())
                .containsExactly(
                        new Reference("ADVISORY", "https://security-tracker.debian.org/tracker/CVE-2024-0727"),
                        new Reference("REPORT", "https://bugs.debian.org/1061582"));
        assertThat(advisory.affected())
                .containsExactly(
                        statement("Debian:12", "openssl", FixStatus.FIXED, "3.0.13-1~deb12u1", "low", ""),
                        statement("Debian:11", "openssl", FixStatus.AFFECTED, "", "low", "postponed: Minor issue"),
                        statement("Debian:12", "nodejs", FixStatus.UNDER_INVESTIGATION, "", "", ""),
                        statement("Debian:11", "nodejs", FixStatus.WONT_FIX, "", "high**", "ignored: Too intrusive"));
        assertThat(feed.steps()).containsExactly("source.advisories", "source.publish");
    }

    @Test
    void whatWasNeverAffectedAndWhatIsNoLongerSupportedAreSaidSo() throws IOException {
        assertCompleted();
        assertThat(sink.advisories().get("CVE-2010-0001").affected())
                .containsExactly(statement("Debian:12", "openssl", FixStatus.NOT_AFFECTED, "", "unimportant", ""));
        assertThat(sink.advisories().get("TEMP-0000000-0CA7E3").affected())
                .containsExactly(
                        statement("Debian:12", "nodejs", FixStatus.AFFECTED, "", "medium", ""),
                        statement("Debian:11", "nodejs", FixStatus.END_OF_LIFE, "", "", "end-of-life"));
        assertThat(sink.advisories().get("TEMP-0000000-0CA7E3").cves()).isEmpty();
    }

    @Test
    void flawsAreCollectedByTheYearOfTheirName() throws IOException {
        assertCompleted();
        assertThat(sink.collections()).containsOnlyKeys("cve-2024", "cve-before-2015", "temporary");
    }

    @Test
    void onlyTheYearThatChangedIsTakenAgain() throws IOException {
        assertCompleted();
        Map<String, Digest> before = sink.collections();
        sink = new RecordingSink();
        feed.serve(JSON, TrackerDocuments.JSON.replace("3.0.13-1~deb12u1", "3.0.14-1~deb12u1"));

        assertCompleted();
        assertThat(sink.collections().get("cve-2024")).isNotEqualTo(before.get("cve-2024"));
        assertThat(sink.collections()).containsEntry("cve-before-2015", before.get("cve-before-2015"));
        assertThat(sink.collections()).containsEntry("temporary", before.get("temporary"));
    }

    @Test
    void aNewUploadThatChangesNoVerdictChangesNoCollection() throws IOException {
        assertCompleted();
        Map<String, Digest> before = sink.collections();
        sink = new RecordingSink();
        feed.serve(JSON, TrackerDocuments.JSON.replace("3.5.1-1", "3.5.2-1").replace("1.1.1w-0+deb11u1", "1.1.1w-9"));

        assertCompleted();
        assertThat(sink.collections()).isEqualTo(before);
    }

    @Test
    void onlyChosenReleasesAreSpokenOf() throws IOException {
        settings.put("releases", "bookworm sid=Debian:99");
        assertCompleted();
        assertThat(sink.advisories().get("CVE-2024-0727").affected())
                .extracting(Affected::platform)
                .containsExactly("Debian:12", "Debian:99", "Debian:12");
    }

    @Test
    void theCveListKnowsPackagesThatLeftTheArchive() throws IOException {
        serveLists();
        assertCompleted();

        assertThat(sink.advisories()).doesNotContainKey("CVE-2024-9999");
        Advisory gone = sink.advisories().get("CVE-2024-8888");
        assertThat(gone.related()).containsExactly("DLA-3700-1");
        assertThat(gone.affected())
                .containsExactly(
                        statement(
                                "Debian:12",
                                "oldtool",
                                FixStatus.WONT_FIX,
                                "",
                                "",
                                "ignored: Removed from the archive"),
                        statement("Debian:11", "oldtool", FixStatus.FIXED, "1.2-3+deb11u1", "", ""));
    }

    @Test
    void theCveListExplainsAndNeverOverrules() throws IOException {
        serveLists();
        assertCompleted();

        Advisory known = sink.advisories().get("CVE-2024-0727");
        assertThat(known.related()).containsExactly("DSA-5600-1", "DLA-3700-1");
        assertThat(known.affected()).hasSize(4);
        assertThat(known.affected().get(1).note()).isEqualTo("postponed: Minor issue");
        Advisory rejected = sink.advisories().get("CVE-2010-0001");
        assertThat(rejected.status()).isEqualTo(Advisory.Status.WITHDRAWN);
        assertThat(rejected.affected().get(0).note()).isEqualTo("Vulnerable code not present");
    }

    @Test
    void anAnnouncementIsAnAdvisoryOfItsOwnAlsoWithoutACve() throws IOException {
        serveLists();
        assertCompleted();

        Advisory named = sink.advisories().get("DSA-5600-1");
        assertThat(named.title()).isEqualTo("openssl - security update");
        assertThat(named.published()).contains(Instant.parse("2024-05-31T00:00:00Z"));
        assertThat(named.cves()).containsExactly(new CveId("CVE-2024-0727"));
        assertThat(named.affected())
                .containsExactly(statement("Debian:12", "openssl", FixStatus.FIXED, "3.0.13-1~deb12u1", "", ""));
        Advisory unnamed = sink.advisories().get("DSA-5700-1");
        assertThat(unnamed.cves()).isEmpty();
        assertThat(unnamed.affected()).hasSize(2);
        assertThat(sink.collections()).containsKey("dsa");
    }

    @Test
    void anUnchangedTrackerCostsOneConditionalRequestForEachFile() throws IOException {
        serveLists();
        feed.validator(JSON, "etag \"1\"").validator(CVE, "etag \"2\"").validator(DSA, "etag \"3\"");
        assertCompleted();
        assertThat(feed.requests()).containsExactly(JSON, CVE, DSA);
        sink = new RecordingSink();

        assertCompleted();
        assertThat(feed.requests()).containsExactlyInAnyOrder("if " + JSON, "if " + CVE, "if " + DSA);
        assertThat(sink.collections()).isEmpty();
    }

    @Test
    void whereOneListChangedEverythingIsPutTogetherAnew() throws IOException {
        serveLists();
        feed.validator(JSON, "etag \"1\"").validator(CVE, "etag \"2\"").validator(DSA, "etag \"3\"");
        assertCompleted();
        Map<String, Digest> before = sink.collections();
        sink = new RecordingSink();
        feed.serve(
                DSA,
                "[09 Jun 2024] DSA-5701-1 bash - security update\n\t[bookworm] - bash 5.2-2\n"
                        + TrackerDocuments.DSA_LIST);

        assertCompleted();
        assertThat(sink.advisories()).containsKey("DSA-5701-1");
        assertThat(sink.collections()).containsAllEntriesOf(without(before, "dsa"));
        assertThat(sink.collections().get("dsa")).isNotEqualTo(before.get("dsa"));
    }

    @Test
    void aServerWithoutValidatorsIsUnderstood() throws IOException {
        serveLists();
        assertCompleted();
        sink = new RecordingSink();
        assertCompleted();
        assertThat(sink.collections()).isEmpty();
    }

    @Test
    void everythingIsHandedOverAgainWhereTheCatalogLostIt() throws IOException {
        feed.validator(JSON, "etag \"1\"");
        assertCompleted();
        sink = new RecordingSink();
        feed.everythingAgain();
        assertCompleted();
        assertThat(sink.advisories()).hasSize(3);
    }

    @Test
    void otherSettingsAreReadAnew() throws IOException {
        feed.validator(JSON, "etag \"1\"");
        assertCompleted();
        Map<String, Digest> before = sink.collections();
        sink = new RecordingSink();
        settings.put("releases", "bullseye");
        assertCompleted();
        assertThat(sink.collections().get("cve-2024")).isNotEqualTo(before.get("cve-2024"));
    }

    @Test
    void aListThatGrewYoungerIsRefused() throws IOException {
        serveLists();
        assertCompleted();
        feed.serve(DSA, TrackerDocuments.DSA_LIST.substring(TrackerDocuments.DSA_LIST.indexOf("[31 May")));
        assertRefused("source.rollback");
        feed.serve(DSA, TrackerDocuments.DSA_LIST.replace("02 Jun 2024", "12 Jun 2024"));
        assertRefused("source.future");
    }

    @Test
    void aFileThatIsNotThereIsRefusedAndSeenByTheProbe() throws IOException {
        serveLists();
        feed.remove(CVE);
        assertRefused("source.file.missing");
        feed.remove(JSON);
        assertRefused("source.file.missing");
        assertThat(source().probe(feed)).map(Reason::code).contains("source.file.missing");
    }

    private void serveLists() {
        settings.put("cveUri", CVE);
        settings.put("dsaUri", DSA);
        feed.serve(CVE, TrackerDocuments.CVE_LIST).serve(DSA, TrackerDocuments.DSA_LIST);
    }

    private DebianTrackerSource source() {
        return (DebianTrackerSource) new DebianTrackerSourceFactory().create(settings);
    }

    private void assertCompleted() throws IOException {
        assertThat(feed.run(source(), sink)).isInstanceOf(SyncResult.Completed.class);
    }

    private void assertRefused(String code) throws IOException {
        RecordingSink untouched = new RecordingSink();
        SyncResult result = feed.run(source(), untouched);
        assertThat(result).isInstanceOf(SyncResult.Refused.class);
        assertThat(((SyncResult.Refused) result).why().code()).isEqualTo(code);
        assertThat(untouched.collections()).isEmpty();
    }

    private static Map<String, Digest> without(Map<String, Digest> collections, String name) {
        Map<String, Digest> others = new HashMap<>(collections);
        others.remove(name);
        return others;
    }

    private static Affected statement(
            String platform, String name, FixStatus status, String fixed, String urgency, String note) {
        Severity severity =
                switch (urgency) {
                    case "low", "unimportant" -> Severity.LOW;
                    case "medium" -> Severity.MODERATE;
                    default -> Severity.IMPORTANT;
                };
        Optional<Rating> rating = urgency.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rating(Rating.Scale.VENDOR, severity, urgency, "Debian"));
        return new Affected(
                "deb",
                platform,
                PackageLevel.SOURCE,
                name,
                List.of(),
                "",
                status,
                fixed.isEmpty() ? Optional.empty() : Optional.of(fixed),
                rating,
                note);
    }
}
