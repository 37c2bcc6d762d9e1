package io.fettle.itests.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.itests.bench.figure.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at what a bench prints, never at how long it took. */
class FleetBenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, true);

    @Test
    void aSmallFleetIsMeasuredAndAgreesWithSql(@TempDir Path directory) throws Exception {
        FleetSize small = new FleetSize(60, 200, 40, 40, 2, 7);
        new FleetBench(small).run(directory, report);
        Map<String, JsonNode> figures = new HashMap<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            JsonNode figure = new ObjectMapper().readTree(line);
            assertThat(figure.path("bench").asText()).isEqualTo("fleet");
            figures.put(figure.path("metric").asText(), figure);
        }
        assertThat(figures.get("computers").path("ours").asInt()).isEqualTo(60);
        assertThat(figures.get("who has one CVE, 40 computers")
                        .path("peer_name")
                        .asText())
                .isEqualTo("PostgreSQL");
        assertThat(figures.get("heap of the index").path("goal").asText()).isEqualTo("ours <= 200");
        assertThat(figures)
                .containsKeys(
                        "index built at start",
                        "new revision: everything judged anew",
                        "one new advisory",
                        "check-in with a change: median",
                        "one CVE: p99",
                        "computers of one CVE: p99");
    }

    @Test
    void theSameSeedMakesTheSameFleet() {
        MemoryFleet first = Population.of(new World(200, 3), 20, 3);
        MemoryFleet second = Population.of(new World(200, 3), 20, 3);
        assertThat(first.itemCount()).isEqualTo(second.itemCount());
        for (int ordinal = 0; ordinal < 20; ordinal++) {
            assertThat(first.member(ordinal).items().toArray())
                    .isEqualTo(second.member(ordinal).items().toArray());
        }
    }
}
