package io.fettle.source.rpm;

import static io.fettle.source.rpm.TestRepository.collection;
import static io.fettle.source.rpm.TestRepository.fix;
import static io.fettle.source.rpm.TestRepository.update;
import static io.fettle.source.rpm.TestRepository.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Reference;
import io.fettle.api.advisory.Severity;
import io.fettle.format.FormatException;
import io.fettle.testkit.source.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateinfoTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-01-02 03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04, 2026-01-02T03:04:00Z",
        "2026-01-02 03:04:05 UTC, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02, 2026-01-02T00:00:00Z",
        "1767323045, 2026-01-02T03:04:05Z"
    })
    void everyVendorsDatesAreRead(String text, Instant expected) {
        assertThat(UpdateWords.time(text)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"yesterday", "2026-13-01", "2026-01-02 25:00:00", "12", "''"})
    void noDateIsMadeUp(String text) {
        assertThat(UpdateWords.time(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Critical, CRITICAL",
        "important, IMPORTANT",
        "High, IMPORTANT",
        "medium, MODERATE",
        "Moderate, MODERATE",
        "low, LOW",
        "None, UNKNOWN",
        "'', UNKNOWN",
        "Unspecified, UNKNOWN"
    })
    void everyVendorsWordForSeverityIsKnown(String word, Severity expected) {
        assertThat(UpdateWords.severity(word)).isEqualTo(expected);
    }

    @Test
    void whatNobodyRatedHasNoRating() throws IOException {
        Advisory advisory = one(update("X-1", "<severity>None</severity>" + collection(fix("a 0 1 1 noarch"))));
        assertThat(advisory.ratings()).isEmpty();
        assertThat(advisory.affected().get(0).rating()).isEmpty();
    }

    @Test
    void partsOfOneUpdateAreJoined() throws IOException {
        Map<String, Advisory> found = read(
                Modules.NONE,
                update(
                        "X-1",
                        "<title>old</title><issued date=\"2026-01-01\"/><severity>Low</severity>"
                                + reference("cve", "CVE-2026-0001", "")
                                + collection(fix("a 0 1 2 x86_64"), fix("b 0 1 2 noarch"))),
                update("X-2", collection(fix("z 0 1 1 noarch"))),
                update(
                        "X-1",
                        "<title>new</title><issued date=\"2026-01-01\"/><updated date=\"2026-01-05\"/>"
                                + "<severity>Critical</severity>" + reference("cve", "CVE-2026-0002", "")
                                + collection(
                                        fix("a 0 1 2 aarch64"),
                                        fix("c 0 1 2 noarch", "<relogin_suggested>1</relogin_suggested>"))));
        assertThat(found).containsOnlyKeys("X-1", "X-2");
        Advisory joined = found.get("X-1");
        assertThat(joined.title()).isEqualTo("new");
        assertThat(joined.published()).contains(NEW_YEAR);
        assertThat(joined.modified()).contains(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(joined.revision()).isEqualTo("2026-01-05T00:00:00Z");
        assertThat(joined.ratings().get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(joined.cves()).extracting(CveId::value).containsExactly("CVE-2026-0001", "CVE-2026-0002");
        assertThat(joined.aftermath()).containsExactly(Advisory.Aftermath.RELOGIN);
        assertThat(joined.affected()).extracting(Affected::name).containsExactly("a", "b", "c");
        assertThat(joined.affected().get(0).arches()).containsExactly("aarch64", "x86_64");
    }

    @Test
    void aModuleCountsForItsCollectionOnly() throws IOException {
        String module = "<module name=\"nginx\" stream=\"1.10\" version=\"8\" context=\"c\" arch=\"x86_64\"/>";
        Advisory advisory = one(update(
                "X-1",
                "<pkglist><collection>" + module + fix("nginx 1 1.10 1.module+el9 x86_64") + "</collection><collection>"
                        + fix("nginx 1 1.20 1.el9 x86_64") + "</collection></pkglist>"));
        assertThat(advisory.affected()).extracting(Affected::module).containsExactly("nginx:1.10", "");
        assertThat(advisory.affected())
                .extracting(a -> a.fixed().orElseThrow())
                .containsExactly("1:1.10-1.module+el9", "1:1.20-1.el9");
    }

    @Test
    void whatTheUpdateDoesNotSayTheModuleListDoes() throws IOException {
        Modules modules = new Modules(Map.of("nginx-1:1.10-1.module+el9.x86_64", "nginx:1.10"));
        Advisory advisory = read(modules, update("X-1", collection(fix("nginx 1 1.10 1.module+el9 x86_64"))))
                .get("X-1");
        assertThat(advisory.affected().get(0).module()).isEqualTo("nginx:1.10");
    }

    @Test
    void cvesAreFoundInTitlesOfBugs() throws IOException {
        Advisory advisory = one(update(
                "FEDORA-2026-1",
                "<references><reference href=\"https://bugs.example.org/1\" id=\"1\" type=\"bugzilla\""
                        + " title=\"TRIAGE CVE-2026-24989 CVE-2026-24990 nginx: crash\"/></references>"));
        assertThat(advisory.cves()).extracting(CveId::value).containsExactly("CVE-2026-24989", "CVE-2026-24990");
        assertThat(advisory.references()).containsExactly(new Reference("REPORT", "https://bugs.example.org/1"));
    }

    @Test
    void theOriginalsIdIsRelatedAndNoAlias() throws IOException {
        Advisory advisory = one(update("ALSA-1", reference("rhsa", "RHSA-1", "https://x.example.org/")));
        assertThat(advisory.related()).containsExactly("RHSA-1");
        assertThat(advisory.aliases()).isEmpty();
    }

    @Test
    void referencesThatAreNoWebAddressesAreLeftOut() throws IOException {
        Advisory advisory = one(update("X-1", reference("self", "X-1", "javascript:alert(1)")));
        assertThat(advisory.references()).isEmpty();
    }

    @Test
    void aRetractedUpdateSpeaksOfNoPackage() throws IOException {
        String retracted = update("SUSE-1", collection(fix("a 0 1 1 noarch"))).replace("\"final\"", "\"retracted\"");
        Advisory advisory = one(retracted);
        assertThat(advisory.status()).isEqualTo(Advisory.Status.WITHDRAWN);
        assertThat(advisory.affected()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "security, SECURITY",
        "bugfix, BUGFIX",
        "recommended, BUGFIX",
        "enhancement, ENHANCEMENT",
        "feature, ENHANCEMENT",
        "newpackage, NEW_PACKAGE",
        "whatever, UNKNOWN"
    })
    void typesAreTold(String word, Advisory.Type expected) throws IOException {
        assertThat(one(update("X-1", "").replace("\"security\"", '"' + word + '"'))
                        .type())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "<reboot_suggested/>, true",
        "<reboot_suggested>True</reboot_suggested>, true",
        "<reboot_suggested>False</reboot_suggested>, false"
    })
    void marksMayBeWords(String mark, boolean set) throws IOException {
        Advisory ofPackage = one(update("X-1", collection(fix("a 0 1 1 noarch", mark))));
        Advisory ofUpdate = one(update("X-1", mark));
        List<Advisory.Aftermath> expected = set ? List.of(Advisory.Aftermath.REBOOT) : List.of();
        assertThat(ofPackage.aftermath()).isEqualTo(expected);
        assertThat(ofUpdate.aftermath()).isEqualTo(expected);
    }

    @Test
    void packagesOutOfFormAreLeftOut() throws IOException {
        RecordingSink sink = new RecordingSink();
        long leftOut = read(
                sink,
                Modules.NONE,
                updates(update(
                        "X-1",
                        collection(
                                fix("a 0 1 1 noarch"),
                                fix("a;rm 0 1 1 noarch"),
                                fix("b x 1 1 noarch"),
                                fix("c 0 1-1 1 noarch")))));
        assertThat(leftOut).isEqualTo(3);
        assertThat(sink.advisories().get("X-1").affected()).hasSize(1);
    }

    @Test
    void anUpdateWithoutAnIdIsRefused() {
        assertThatThrownBy(() -> one(update("", ""))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> one(update("x".repeat(201), ""))).isInstanceOf(FormatException.class);
    }

    private static String reference(String type, String id, String href) {
        return "<references><reference href=\"" + href + "\" id=\"" + id + "\" type=\"" + type
                + "\" title=\"\"/></references>";
    }

    private static Advisory one(String update) throws IOException {
        return read(Modules.NONE, update).values().iterator().next();
    }

    private static Map<String, Advisory> read(Modules modules, String... updates) throws IOException {
        RecordingSink sink = new RecordingSink();
        read(sink, modules, updates(updates));
        return sink.advisories();
    }

    private static long read(RecordingSink sink, Modules modules, String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        sink.collection("updateinfo", Digest.of(bytes));
        try {
            return new UpdateinfoImport(sink, "Rocky Linux:9", modules)
                    .run((found, known) -> UpdateinfoReader.read(
                            new ByteArrayInputStream(bytes), bytes.length, known, found, "updateinfo"));
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }
}
