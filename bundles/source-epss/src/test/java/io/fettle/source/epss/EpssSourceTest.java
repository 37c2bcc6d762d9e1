package io.fettle.source.epss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.fuzz.Damage;
import io.fettle.fuzz.RepeatedBytes;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.MemoryFeed;
import io.fettle.testkit.source.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class EpssSourceTest {
    private static final String URI = "https://feeds.example.org/epss_scores-current.csv.gz";
    private static final Instant NOW = Instant.parse("2024-05-10T12:00:00Z");
    private static final String FRONT =
            "#model_version:v2023.03.01,score_date:2024-05-10T00:00:00+0000\ncve,epss,percentile\n";
    private static final String GOOD = FRONT + "CVE-1999-0001,0.00383,0.72\nCVE-2024-1086,0.97567,0.99995\n";

    private final PatchSource source = new EpssSourceFactory().create(Map.of("uri", URI));
    private final MemoryFeed feed = new MemoryFeed(NOW);
    private RecordingSink sink = new RecordingSink();

    @Test
    void everyRowBecomesANote() throws IOException {
        feed.serve(URI, gzip(GOOD));
        assertCompleted();

        CveId old = new CveId("CVE-1999-0001");
        LocalDate date = LocalDate.parse("2024-05-10");
        assertThat(sink.notes()).hasSize(2);
        assertThat(sink.notes().get(old))
                .isEqualTo(VulnerabilityNote.of(new ExploitPrediction(0.00383, 0.72, date, "v2023.03.01"), old));
        assertThat(sink.collections()).containsOnlyKeys("epss");
        assertThat(feed.steps()).containsExactly("source.download", "source.advisories", "source.publish");
    }

    @Test
    void aPlainFileCountsAsWell() throws IOException {
        feed.serve(URI, GOOD);
        assertCompleted();
        assertThat(sink.notes()).hasSize(2);
    }

    @Test
    void aFileWithoutAFirstLineIsOfTheDayInItsName() throws IOException {
        String dated = "https://feeds.example.org/epss_scores-2021-09-01.csv.gz";
        PatchSource archived = new EpssSourceFactory().create(Map.of("uri", dated));
        feed.serve(dated, gzip("cve,epss,percentile\nCVE-2020-5902,0.65117,0.9981063485700858\n"));
        assertThat(feed.run(archived, sink)).isInstanceOf(SyncResult.Completed.class);
        assertThat(prediction("CVE-2020-5902"))
                .isEqualTo(new ExploitPrediction(0.65117, 0.9981063485700858, LocalDate.parse("2021-09-01"), ""));
    }

    @Test
    void aFileThatNamesNoDayIsOfToday() throws IOException {
        feed.serve(URI, "cve,epss,percentile\nCVE-2020-5902,0.65117,0.5\n");
        assertCompleted();
        assertThat(prediction("CVE-2020-5902").date()).isEqualTo(LocalDate.parse("2024-05-10"));
    }

    @Test
    void aPercentileThatIsNotGivenFollowsFromAllScores() throws IOException {
        feed.serve(URI, "cve,epss\nCVE-2020-0001,0.2\nCVE-2020-0002,1e-05\nCVE-2020-0003,0.9\nCVE-2020-0004,0.2\n");
        assertCompleted();
        assertThat(prediction("CVE-2020-0002").percentile()).isEqualTo(0.25);
        assertThat(prediction("CVE-2020-0001").percentile()).isEqualTo(0.75);
        assertThat(prediction("CVE-2020-0004").percentile()).isEqualTo(0.75);
        assertThat(prediction("CVE-2020-0003").percentile()).isEqualTo(1);
    }

    @Test
    void anUnchangedFileCostsOneConditionalRequest() throws IOException {
        feed.serve(URI, gzip(GOOD)).validator(URI, "etag \"1\"");
        assertCompleted();
        sink = new RecordingSink();

        assertCompleted();
        assertThat(feed.requests()).containsExactly("if " + URI);
        assertThat(sink.collections()).isEmpty();
    }

    @Test
    void anOlderDayIsRefusedAndOneFromTheFutureToo() throws IOException {
        feed.serve(URI, GOOD);
        assertCompleted();
        feed.serve(URI, GOOD.replace("2024-05-10", "2024-05-09"));
        assertRefused("source.rollback", "2024-05-09");
        feed.serve(URI, GOOD.replace("2024-05-10", "2024-05-12"));
        assertRefused("source.future", "2024-05-12");
        feed.remove(URI);
        assertRefused("source.file.missing", URI);
    }

    @Test
    void rowsOutOfFormAreRefusedByPlace() throws IOException {
        assertMalformed(GOOD + "CVE-2024-1086,0.1,0.1\n", "CVE-2024-1086 has two scores");
        assertMalformed(GOOD + "CVE-2024-1,0.1,0.1\n", "no CVE id in line 5");
        assertMalformed(GOOD + "CVE-2024-00001,0.1,0.1\n", "no CVE id in line 5");
        assertMalformed(GOOD + "CVE-2024-0001,1.1,0.1\n", "between 0 and 1 in line 5");
        assertMalformed(GOOD + "CVE-2024-0001,NaN,0.1\n", "between 0 and 1");
        assertMalformed(GOOD + "CVE-2024-0001,0x1p-3,0.1\n", "between 0 and 1");
        assertMalformed(GOOD + "CVE-2024-0001,-0.1,0.1\n", "between 0 and 1");
        assertMalformed(GOOD + "CVE-2024-0001,0.1\n", "number of columns");
        assertMalformed(GOOD + "\n", "number of columns");
        assertMalformed(FRONT, "no scores");
        assertMalformed("", "columns cve,epss,percentile");
        assertMalformed("<html>moved</html>", "columns cve,epss,percentile");
        assertMalformed(GOOD.replace("2024-05-10", "yesterday"), "score_date");
    }

    @Test
    void hostileFilesAreRefusedWithinBounds() throws IOException {
        byte[] whole = gzip(GOOD);
        assertMalformed(Arrays.copyOf(whole, whole.length - 5), "");
        assertMalformed(GOOD + "x".repeat(1_000), "more than 300 bytes in line 5");
        assertMalformed(gzip(new RepeatedBytes(FRONT, n -> "\0".repeat(1 << 16), 4_000, "")), "more than 300 bytes");
        assertMalformed(gzip(new RepeatedBytes("", n -> "#" + " ".repeat(200) + "\n", 1_000_000, "")), "");
        assertMalformed(
                gzip(new RepeatedBytes(FRONT, n -> "CVE-2024-" + (10_000 + n) + ",0.1,0.1\n", 1_000_001, "")),
                "more than 1000000");
        feed.serve(URI, () -> new RepeatedBytes(FRONT, n -> "CVE-2024-" + (10_000 + n) + ",0,0\n", Long.MAX_VALUE, ""));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> feed.run(source, sink));
        assertThat(sink.collections()).isEmpty();
    }

    @Test
    void aRealDaysWorthIsRead() throws IOException {
        feed.serve(URI, gzip(new RepeatedBytes(FRONT, n -> "CVE-2024-" + (10_000 + n) + ",0.1,0.1\n", 300_000, "")));
        assertCompleted();
        assertThat(sink.notes()).hasSize(300_000);
    }

    @Test
    void damageNeverGetsIn() throws IOException {
        damage(GOOD.getBytes(StandardCharsets.US_ASCII), 5);
        damage(gzip(GOOD), 6);
    }

    private void damage(byte[] good, long seed) {
        Damage.each(good, seed, 3_000, damaged -> {
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
        assertThat(new EpssSourceFactory().create(Map.of()).describe().identity())
                .isEqualTo(EpssSourceFactory.DEFAULT_URI);
        assertThatExceptionOfType(FettleException.class)
                .isThrownBy(() -> new EpssSourceFactory().create(Map.of("uri", "https://feeds.example.org/")))
                .withMessageContaining("uri");
    }

    private ExploitPrediction prediction(String cve) {
        return sink.notes().get(new CveId(cve)).prediction().orElseThrow();
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] gzip(InputStream content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            content.transferTo(gzip);
        }
        return bytes.toByteArray();
    }

    private void assertCompleted() throws IOException {
        assertThat(feed.run(source, sink)).isInstanceOf(SyncResult.Completed.class);
    }

    private void assertMalformed(String document, String problem) throws IOException {
        assertMalformed(document.getBytes(StandardCharsets.US_ASCII), problem);
    }

    private void assertMalformed(byte[] document, String problem) throws IOException {
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
