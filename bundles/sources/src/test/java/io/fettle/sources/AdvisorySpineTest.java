package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.source.SourceState;
import io.fettle.source.debian.tracker.DebianTrackerSourceFactory;
import io.fettle.source.epss.EpssSourceFactory;
import io.fettle.source.kev.KevSourceFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From three vendors' files to what is known of one CVE; only the database is missing. */
class AdvisorySpineTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final CveId CVE = new CveId("CVE-2024-0727");
    private static final Affected.Subject OPENSSL =
            new Affected.Subject("deb", "Debian:12", PackageLevel.SOURCE, "openssl");
    private static final AdvisoryId FLAW = new AdvisoryId("debian-tracker", "CVE-2024-0727");

    private static final String TRACKER = """
            {"openssl": {
              "CVE-2024-0727": {"description": "A crafted file may crash OpenSSL.", "releases": {
                "bookworm": {"status": "resolved", "fixed_version": "3.0.13-1~deb12u1", "urgency": "low"}}},
              "TEMP-0000000-0CA7E3": {"releases": {"bookworm": {"status": "open", "urgency": "low"}}}}}
            """;
    private static final String KEV = """
            {"dateReleased": "2026-11-20T08:00:00Z", "count": 1, "vulnerabilities": [
              {"cveID": "CVE-2024-0727", "dateAdded": "2026-11-19", "dueDate": "2026-12-10",
               "shortDescription": "OpenSSL crashes.", "knownRansomwareCampaignUse": "Known"}]}
            """;
    private static final String EPSS =
            "#model_version:v1,score_date:2026-11-23T00:00:00Z\ncve,epss,percentile\nCVE-2024-0727,0.5,0.9\n";

    private final FakeSourceStore sources = new FakeSourceStore();
    private final List<Reason> refused = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();
    private TestServer server;
    private RealParts parts;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException, ReflectiveOperationException {
        server = new TestServer();
        server.handler = this::serve;
        parts = new RealParts(directory.resolve("state"), new FakeCatalogStore(), sources);
        files.putAll(Map.of("json", TRACKER, "kev.json", KEV, "epss.csv", EPSS));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatThreeSourcesKnowMeetsAtTheCve() {
        sync();
        assertThat(refused).isEmpty();
        Vulnerability known = advisories().vulnerability(CVE).orElseThrow();
        assertThat(known.advisories()).containsExactly(FLAW);
        assertThat(known.exploited().orElseThrow().due()).contains(LocalDate.parse("2026-12-10"));
        assertThat(known.prediction().orElseThrow().score()).isEqualTo(0.5);
        assertThat(advisories().about(OPENSSL))
                .extracting(statement -> statement.affected().status())
                .containsExactlyInAnyOrder(FixStatus.FIXED, FixStatus.AFFECTED);
    }

    @Test
    void eachSourceSaysHowManyAdvisoriesItHoldsInForce() {
        sync();
        assertThat(held()).containsExactly(entry("debian-tracker", 2L), entry("epss", 1L), entry("kev", 1L));
        assertThat(sources.all())
                .allSatisfy(stored -> assertThat(stored.condition().packages()).isZero());
    }

    private Map<String, Long> held() {
        return sources.all().stream()
                .collect(Collectors.toMap(
                        stored -> stored.configuration().kind(),
                        stored -> stored.condition().advisories(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    @Test
    void unchangedFilesCostOneEmptyAnswerEach() {
        sync();
        long revision = parts.catalog().current().number();
        server.requests.clear();
        sync();
        assertThat(server.requests).hasSize(3);
        assertThat(parts.catalog().current().number()).isEqualTo(revision);
    }

    @Test
    void aFlawThatTheTrackerDropsIsWithdrawn() {
        sync();
        files.put("json", TRACKER.replace("CVE-2024-0727", "CVE-2024-0728"));
        sync();
        assertThat(advisories().find(FLAW).orElseThrow().status()).isEqualTo(Advisory.Status.WITHDRAWN);
        assertThat(advisories().about(OPENSSL)).hasSize(2);
    }

    @Test
    void aBrokenFileLeavesWhatWasKnown() {
        sync();
        files.put("json", TRACKER.substring(0, 200));
        files.put("kev.json", KEV.replace("\"count\": 1", "\"count\": 2"));
        files.put("epss.csv", EPSS.replace("0.9\n", "9\n"));
        sync();
        assertThat(refused)
                .extracting(Reason::code)
                .containsOnly("source.malformed")
                .hasSize(3);
        assertThat(sources.find("kev").orElseThrow().condition().state()).isEqualTo(SourceState.REFUSED);
        assertThat(advisories().vulnerability(CVE).orElseThrow().exploited()).isPresent();
        assertThat(advisories().about(OPENSSL)).hasSize(2);
    }

    private Advisories advisories() {
        return parts.catalog().current().advisories();
    }

    /** Runs each source once, in an engine of its own. */
    private void sync() {
        SyncEngine engine = new SyncEngine(
                sources,
                parts.publisher(),
                new SourceRun(parts.publisher(), parts.depot()),
                new Schedule(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1), () -> 0.5),
                CLOCK,
                VendorConnections.ofPlatform(),
                Runnable::run,
                (id, why) -> refused.add(why));
        engine.add(new DebianTrackerSourceFactory());
        engine.add(new KevSourceFactory());
        engine.add(new EpssSourceFactory());
        configure(engine, "debian-tracker", "json");
        configure(engine, "kev", "kev.json");
        configure(engine, "epss", "epss.csv");
        engine.tick();
    }

    private void configure(SyncEngine engine, String kind, String file) {
        engine.configure(kind, kind, kind, Map.of("uri", server.root() + file, "network", "private"));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] content = files.get(path.substring(path.lastIndexOf('/') + 1)).getBytes(StandardCharsets.UTF_8);
        String tag = '"' + Digest.of(content).hex() + '"';
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            TestServer.respond(exchange, 304, new byte[0]);
        } else {
            exchange.getResponseHeaders().set("ETag", tag);
            TestServer.respond(exchange, 200, content);
        }
    }
}
