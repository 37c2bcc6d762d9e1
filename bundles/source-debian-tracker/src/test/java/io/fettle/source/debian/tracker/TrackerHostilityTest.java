package io.fettle.source.debian.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fettle.api.Reason;
import io.fettle.fuzz.Damage;
import io.fettle.fuzz.RepeatedBytes;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.MemoryFeed;
import io.fettle.testkit.source.RecordingSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Whatever comes instead of the tracker's files: one clear refusal, bounded memory, nothing handed over. */
class TrackerHostilityTest {
    private static final String JSON = "https://tracker.example.org/json";
    private static final String CVE = "https://lists.example.org/CVE";
    private static final String DSA = "https://lists.example.org/DSA";
    private static final Instant NOW = Instant.parse("2024-06-10T12:00:00Z");
    private static final String FLAW = "{\"openssl\": {\"CVE-2024-0727\": ";

    private final PatchSource source = new DebianTrackerSourceFactory()
            .create(Map.of(
                    "uri", JSON,
                    "cveUri", CVE,
                    "dsaUri", DSA));

    @Test
    void wrongKindsAndWordsInTheJsonAreRefusedByPlace() throws IOException {
        json("[]", "an object was expected");
        json("{}", "no flaws");
        json("{\"openssl\": 7}", "an object was expected near \"openssl\"");
        json("{\"openssl\": {\"CVE-2024-0727\": []}}", "an object was expected");
        json("{\"openssl\": {\"DSA-1\": {}}}", "named neither like CVE-2024-1086");
        json(FLAW + "{\"description\": 5}}}", "a text was expected near \"description\"");
        json(release("\"status\": \"solved\""), "neither resolved, open nor undetermined");
        json(release("\"urgency\": \"low\""), "neither resolved, open nor undetermined");
        json(release("\"status\": \"resolved\""), "fixed version is missing");
        json(
                release("\"status\": \"resolved\", \"fixed_version\": \"1 or 2\""),
                "fixed version is missing or out of form");
        json(release("\"status\": \"resolved\", \"fixed_version\": 3"), "a text was expected");
        json(release("\"status\": \"open\"").replace("openssl", "../etc"), "source package is out of form");
        json("<html>moved</html>", "not JSON");
    }

    @Test
    void bombsOfEveryKindInTheJsonAreRefused() throws IOException {
        json("{\"a\": {}, \"a\": {}}", "Duplicate");
        json(FLAW + "{}, \"CVE-2024-0727\": {}}}", "Duplicate");
        json(FLAW + "{\"x\": " + "[".repeat(1_000_000), "nesting depth");
        json("{\"" + "n".repeat(1_000_000), "exceeds");
        json(FLAW + "{\"description\": \"" + "t".repeat(1_000_000) + "\"}}}", "String");
        json(TrackerDocuments.JSON.substring(0, 900), "end-of-input");
        json(TrackerDocuments.JSON + "{}", "something follows");
        json(
                () -> new RepeatedBytes("{\"a\": {}", n -> ",\"p" + n + "\": {}", 1_000_000, "}"),
                "more than 200000 members");
        json(() -> new RepeatedBytes("{\"a\": {", n -> flaw(n) + ",", 1_000_000, "}"), "more than 200000 members");
        json(
                () -> new RepeatedBytes(
                        "{", p -> (p == 0 ? "" : ",") + "\"p" + p + "\": " + flaws(p, 100_000), 10, "}"),
                "more than 300000 flaws");
        json(
                () -> new RepeatedBytes("{\"a\": {", n -> (n == 0 ? "" : ",") + described(n), 200_000, "}}"),
                "characters of text");
        json(gzip(new RepeatedBytes("", n -> " ".repeat(1 << 16), 5_000, "")), "268435456 bytes");
        json(Arrays.copyOf(gzip(TrackerDocuments.JSON), 300), "");
    }

    @Test
    void aJsonThatNeverEndsIsCutOff() {
        MemoryFeed feed =
                good().serve(JSON, () -> new RepeatedBytes("{\"a\": {}", n -> " ".repeat(1 << 16), Long.MAX_VALUE, ""));
        RecordingSink sink = new RecordingSink();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> feed.run(source, sink));
        assertThat(sink.collections()).isEmpty();
    }

    @Test
    void listsOutOfFormAreRefusedByPlace() throws IOException {
        refused(good().serve(DSA, "<html>moved</html>"), "[date] and the advisory's name in line 1");
        refused(good().serve(DSA, "\t{CVE-2024-0727}\n"), "before the first entry");
        refused(good().serve(DSA, "[32 Jun 2024] DSA-5700-1 vlc\n"), "in line 1");
        refused(good().serve(DSA, "[02 Foo 2024] DSA-5700-1 vlc\n"), "in line 1");
        refused(good().serve(DSA, ""), "no advisories");
        refused(good().serve(DSA, "[02 Jun 2024] DSA-1-1 " + "x".repeat(70_000)), "more than 65536 bytes");
        refused(good().serve(CVE, "<html>moved</html>"), "CVE id in line 1");
        refused(good().serve(CVE, "CVE-2024-0727 (x" + "x".repeat(70_000)), "more than 65536 bytes");
        refused(
                good().serve(
                                CVE,
                                () -> new RepeatedBytes(
                                        "CVE-2024-0727 (x)\n", n -> "\t[bookworm] - p" + n + " 1\n", 1_000_000, "")),
                "more than 10000 packages");
        refused(
                good().serve(
                                DSA,
                                () -> new RepeatedBytes(
                                        "",
                                        n -> "[02 Jun 2024] DSA-" + (n % 1_000_000) + "-" + (n / 1_000_000) + " x\n",
                                        1_000_000,
                                        "")),
                "more than 100000 advisories");
        refused(
                good().serve(
                                CVE,
                                () -> new RepeatedBytes(
                                        "", n -> "CVE-2024-" + (10_000 + n) + "\n\t[bookworm] - p 1\n", 1_000_000, "")),
                "more than 300000 flaws");
    }

    @Test
    void linesThatSayNothingOfUsArePassedOver() throws IOException {
        RecordingSink sink = new RecordingSink();
        SyncResult result = good().serve(
                        CVE, "CVE-2024-0727\n\t[bookworm] - \n\t- - -\n\t{\n\t[x] - y <new-tag> (z\n\n")
                .run(source, sink);
        assertThat(result).isInstanceOf(SyncResult.Completed.class);
        assertThat(sink.advisories().get("CVE-2024-0727").affected()).hasSize(4);
    }

    @Test
    void damageNeverGetsInUnnoticed() {
        damage(JSON, TrackerDocuments.JSON, 11);
        damage(CVE, TrackerDocuments.CVE_LIST, 12);
        damage(DSA, TrackerDocuments.DSA_LIST, 13);
    }

    private void damage(String uri, String document, long seed) {
        Damage.each(document.getBytes(StandardCharsets.UTF_8), seed, 2_000, damaged -> {
            RecordingSink sink = new RecordingSink();
            SyncResult result = good().serve(uri, damaged).run(source, sink);
            if (result instanceof SyncResult.Refused) {
                assertThat(sink.collections()).isEmpty();
            } else {
                assertThat(sink.advisories()).isNotEmpty();
            }
        });
    }

    private static MemoryFeed good() {
        return new MemoryFeed(NOW)
                .serve(JSON, TrackerDocuments.JSON)
                .serve(CVE, TrackerDocuments.CVE_LIST)
                .serve(DSA, TrackerDocuments.DSA_LIST);
    }

    private void json(String document, String problem) throws IOException {
        refused(good().serve(JSON, document), problem);
    }

    private void json(byte[] document, String problem) throws IOException {
        refused(good().serve(JSON, document), problem);
    }

    private void json(Supplier<InputStream> document, String problem) throws IOException {
        refused(good().serve(JSON, document), problem);
    }

    private void refused(MemoryFeed feed, String problem) throws IOException {
        RecordingSink sink = new RecordingSink();
        SyncResult result = feed.run(source, sink);
        assertThat(result).as(problem).isInstanceOf(SyncResult.Refused.class);
        Reason why = ((SyncResult.Refused) result).why();
        assertThat(why.code()).isEqualTo("source.malformed");
        assertThat(why.parameters().get("detail")).contains(problem);
        assertThat(sink.collections()).isEmpty();
    }

    private static String release(String fields) {
        return FLAW + "{\"releases\": {\"bookworm\": {" + fields + "}}}}}";
    }

    private static String flaw(long number) {
        return "\"CVE-2024-" + (10_000 + number) + "\": {}";
    }

    private static String flaws(long packageNumber, int count) {
        StringBuilder flaws = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            flaws.append(i == 0 ? "" : ",").append(flaw(packageNumber * count + i));
        }
        return flaws.append('}').toString();
    }

    private static String described(long number) {
        return "\"CVE-2024-" + (10_000 + number) + "\": {\"description\": \"" + number + "x".repeat(1_000) + "\"}";
    }

    private static byte[] gzip(String text) throws IOException {
        return gzip(new RepeatedBytes(text, n -> "", 0, ""));
    }

    private static byte[] gzip(InputStream content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            content.transferTo(gzip);
        }
        return bytes.toByteArray();
    }
}
