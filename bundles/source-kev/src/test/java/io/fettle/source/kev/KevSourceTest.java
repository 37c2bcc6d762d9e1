package io.fettle.source.kev;

import static io.fettle.source.kev.KevDocument.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.fuzz.Damage;
import io.fettle.fuzz.RepeatedBytes;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.MemoryFeed;
import io.fettle.testkit.source.RecordingSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KevSourceTest {
    private static final String URI = "https://feeds.example.org/kev.json";
    private static final String RELEASED = "2024-05-10T08:00:00.1234Z";
    private static final Instant NOW = Instant.parse("2024-05-10T12:00:00Z");

    private final PatchSource source = new KevSourceFactory().create(Map.of("uri", URI));
    private final MemoryFeed feed = new MemoryFeed(NOW);
    private RecordingSink sink = new RecordingSink();

    @Test
    void everyEntryBecomesANote() throws IOException {
        feed.serve(URI, KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known"), entry("CVE-2023-0001", "Unknown")));
        assertCompleted();

        CveId first = new CveId("CVE-2024-1086");
        assertThat(sink.notes().get(first))
                .isEqualTo(VulnerabilityNote.of(
                        new KnownExploited(
                                LocalDate.parse("2024-05-08"), Optional.of(LocalDate.parse("2024-05-29")), true),
                        first,
                        "The router – serves any file."));
        assertThat(sink.notes().get(new CveId("CVE-2023-0001")).exploited())
                .map(KnownExploited::ransomware)
                .contains(false);
        assertThat(sink.collections()).containsOnlyKeys("kev");
        assertThat(feed.steps()).containsExactly("source.download", "source.advisories", "source.publish");
    }

    @Test
    void anUnchangedListCostsOneConditionalRequest() throws IOException {
        feed.serve(URI, KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known")))
                .validator(URI, "etag \"1\"");
        assertCompleted();
        sink = new RecordingSink();

        assertCompleted();
        assertThat(feed.requests()).containsExactly("if " + URI);
        assertThat(sink.collections()).isEmpty();
    }

    @Test
    void aServerWithoutValidatorsIsUnderstood() throws IOException {
        feed.serve(URI, KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known")));
        assertCompleted();
        sink = new RecordingSink();

        assertCompleted();
        assertThat(feed.requests()).containsExactly(URI);
        assertThat(sink.collections()).isEmpty();
    }

    @Test
    void everythingIsHandedOverAgainWhereTheCatalogLostIt() throws IOException {
        feed.serve(URI, KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known")))
                .validator(URI, "etag \"1\"");
        assertCompleted();
        sink = new RecordingSink();
        feed.everythingAgain();

        assertCompleted();
        assertThat(sink.notes()).hasSize(1);
    }

    @Test
    void anOlderEditionIsRefused() throws IOException {
        feed.serve(URI, KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known")));
        assertCompleted();
        feed.serve(URI, KevDocument.of("2024-05-09T08:00:00Z", entry("CVE-2024-1086", "Known")));
        assertRefused("source.rollback", "2024-05-09");
    }

    @Test
    void anEditionFromTheFutureIsRefused() throws IOException {
        feed.serve(URI, KevDocument.of("2024-05-12T08:00:00Z", entry("CVE-2024-1086", "Known")));
        assertRefused("source.future", "2024-05-12");
    }

    @Test
    void aListThatIsNotThereIsRefusedAndSeenByTheProbe() throws IOException {
        assertRefused("source.file.missing", URI);
        assertThat(source.probe(feed)).map(Reason::code).contains("source.file.missing");
        feed.serve(URI, "");
        assertThat(source.probe(feed)).isEmpty();
    }

    @Test
    void aListThatContradictsItselfIsRefused() throws IOException {
        String good = KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known"), entry("CVE-2023-0001", "Known"));
        assertMalformed(good.replace("\"count\": 2", "\"count\": 3"), "says 3 vulnerabilities and lists 2");
        assertMalformed(good.replace("CVE-2023-0001", "CVE-2024-1086"), "CVE-2024-1086 is listed twice");
        assertMalformed(KevDocument.of(RELEASED), "no vulnerabilities");
        assertMalformed(good.replace("\"dateReleased\"", "\"date\""), "no dateReleased");
        assertMalformed(good.replace(RELEASED, "yesterday"), "dateReleased is out of form");
        assertMalformed(good.replace("2024-05-08", "2024-13-08"), "dateAdded is out of form");
        assertMalformed(good.replace("\"dateAdded\"", "\"added\""), "no dateAdded");
        assertMalformed(good.replace("\"cveID\"", "\"id\""), "no cveID");
        assertMalformed(good.replace("CVE-2024-1086", "CVE-24-1"), "cveID is out of form");
    }

    @Test
    void valuesOfAnotherKindAreRefused() throws IOException {
        String good = KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known"));
        assertMalformed("[]", "an object was expected");
        assertMalformed(good.replace("\"count\": 1", "\"count\": \"1\""), "a whole number was expected");
        assertMalformed(good.replace("\"2024-05-29\"", "20240529"), "a text was expected near \"dueDate\"");
        assertMalformed("{\"vulnerabilities\": {}}", "an array was expected");
        assertMalformed("{\"vulnerabilities\": [7]}", "an object was expected");
        assertMalformed("<html>moved</html>", "not JSON");
    }

    @Test
    void hostileDocumentsAreRefusedWithinBounds() throws IOException {
        String good = KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known"));
        assertMalformed(good.substring(0, good.length() / 2), "");
        assertMalformed(good + good, "something follows");
        assertMalformed("{\"count\": 1, \"count\": 1}", "Duplicate");
        assertMalformed("{\"x\": " + "[".repeat(1_000_000), "nesting depth");
        assertMalformed("{\"" + "n".repeat(1_000_000) + "\": 1}", "exceeds");
        assertMalformed("{\"dateReleased\": \"" + "t".repeat(1_000_000) + "\"}", "String");
        assertMalformed("{\"x\": [" + "1,".repeat(1_000_000) + "1]}", "more than 100000 members");
        feed.serve(
                URI,
                () -> new RepeatedBytes(
                        "{\"vulnerabilities\": [{}",
                        n -> "," + entry("CVE-2024-" + (10_000 + n), "Known"),
                        Long.MAX_VALUE,
                        ""));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> feed.run(source, sink));
        assertThat(sink.collections()).isEmpty();
    }

    @Test
    void damageNeverGetsIn() {
        byte[] good = KevDocument.of(RELEASED, entry("CVE-2024-1086", "Known"), entry("CVE-2023-0001", "Known"))
                .getBytes(StandardCharsets.UTF_8);
        Damage.each(good, 3, 3_000, damaged -> {
            RecordingSink taken = new RecordingSink();
            SyncResult result = new MemoryFeed(NOW).serve(URI, damaged).run(source, taken);
            if (result instanceof SyncResult.Refused) {
                assertThat(taken.collections()).isEmpty();
            } else {
                assertThat(taken.notes()).isNotEmpty();
            }
        });
    }

    @Test
    void settingsHaveADefaultAndAreChecked() {
        assertThat(new KevSourceFactory().create(Map.of()).describe().identity())
                .isEqualTo(KevSourceFactory.DEFAULT_URI);
        assertThat(source.describe().licence()).isEqualTo("CC0-1.0");
        assertThatExceptionOfType(FettleException.class)
                .isThrownBy(() -> new KevSourceFactory().create(Map.of("uri", "ftp://feeds.example.org/kev.json")))
                .withMessageContaining("uri");
    }

    private void assertCompleted() throws IOException {
        assertThat(feed.run(source, sink)).isInstanceOf(SyncResult.Completed.class);
    }

    private void assertMalformed(String document, String problem) throws IOException {
        feed.serve(URI, document);
        assertRefused("source.malformed", problem);
    }

    private void assertRefused(String code, String detail) throws IOException {
        RecordingSink untouched = new RecordingSink();
        SyncResult result = feed.run(source, untouched);
        assertThat(result).isInstanceOf(SyncResult.Refused.class);
        Reason why = ((SyncResult.Refused) result).why();
        assertThat(why.code()).isEqualTo(code);
        assertThat(why.parameters().toString()).contains(detail);
        assertThat(untouched.collections()).isEmpty();
    }
}
