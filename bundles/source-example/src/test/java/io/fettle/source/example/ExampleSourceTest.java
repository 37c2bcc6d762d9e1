package io.fettle.source.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fettle.api.FettleException;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.source.MemoryFeed;
import io.fettle.testkit.source.RecordingSink;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is the vendor's own; the rest is in the contract. */
class ExampleSourceTest {
    private static final String URI = "https://feeds.example.org/advisories.json";
    private static final String GOOD = """
            {"published": "2026-05-01T08:00:00Z", "advisories": [
              {"id": "EX-2026-001", "title": "A request may crash exampled", "severity": "important",
               "cves": ["CVE-2026-0001"],
               "fixes": [{"platform": "Debian:12", "package": "exampled", "version": "2.4-1"}]}]}
            """;

    private final RecordingSink sink = new RecordingSink();

    @Test
    void anEntryBecomesAnAdvisory() throws IOException {
        assertThat(sync(GOOD)).isInstanceOf(SyncResult.Completed.class);
        Advisory advisory = sink.advisories().get("EX-2026-001");
        assertThat(advisory.title()).isEqualTo("A request may crash exampled");
        assertThat(advisory.cves()).containsExactly(new CveId("CVE-2026-0001"));
        assertThat(Rating.effective(advisory.ratings())).map(Rating::severity).contains(Severity.IMPORTANT);
        Affected fix = advisory.affected().get(0);
        assertThat(fix.platform()).isEqualTo("Debian:12");
        assertThat(fix.name()).isEqualTo("exampled");
        assertThat(fix.fixed()).contains("2.4-1");
    }

    @Test
    void aWordThatNobodyKnowsIsNoRating() throws IOException {
        assertThat(sync(GOOD.replace("important", "dreadful"))).isInstanceOf(SyncResult.Completed.class);
        assertThat(sink.advisories().get("EX-2026-001").ratings()).isEmpty();
    }

    @Test
    void whatIsOutOfFormIsRefused() throws IOException {
        assertMalformed(GOOD.replace("CVE-2026-0001", "CVE-1"), "");
        assertMalformed(GOOD.replace("EX-2026-001", ""), "id");
        assertMalformed(GOOD.replace("\"version\"", "\"from\""), "FIXED");
        assertMalformed(GOOD.replace("\"platform\"", "\"os\""), "platform");
        assertMalformed(GOOD.replace("2026-05-01T08:00:00Z", "today"), "today");
        assertMalformed(GOOD.replace("published", "printed"), "published");
        assertMalformed("{\"published\": \"2026-05-01T08:00:00Z\", \"advisories\": []}", "no advisories");
        assertMalformed("{\"advisories\": [{\"id\": \"A\"}, {\"id\": \"A\"}]}", "A is listed twice");
    }

    @Test
    void theSettingIsDemanded() {
        assertThatExceptionOfType(FettleException.class)
                .isThrownBy(() -> new ExampleSourceFactory().create(Map.of()))
                .withMessageContaining("uri");
    }

    private void assertMalformed(String document, String problem) throws IOException {
        SyncResult result = sync(document);
        assertThat(result).isInstanceOf(SyncResult.Refused.class);
        assertThat(((SyncResult.Refused) result).why().code()).isEqualTo("source.malformed");
        assertThat(((SyncResult.Refused) result).why().parameters().get("detail"))
                .contains(problem);
        assertThat(sink.collections()).isEmpty();
    }

    private SyncResult sync(String document) throws IOException {
        MemoryFeed feed = new MemoryFeed(Instant.parse("2026-05-01T09:00:00Z")).serve(URI, document);
        return feed.run(new ExampleSourceFactory().create(Map.of("uri", URI)), sink);
    }
}
