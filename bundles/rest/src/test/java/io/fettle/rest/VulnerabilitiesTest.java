package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureDetail;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.ExposureSummary;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.PlaceCounts;
import io.fettle.api.assessment.Places;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VulnerabilitiesTest {
    private static final CveId CVE = new CveId("CVE-2024-1086");

    private final Known known = new Known();
    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new RestRig(new TestCapabilities()
                .logins(new FakeLogins())
                .exposures(known)
                .offices(new TwoOffices(Set.of("branch"))));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void aVulnerabilityHasTheFieldsOfTheContract() throws Exception {
        assertThat(get("/vulnerabilities/CVE-2024-1086"))
                .isEqualTo(new ObjectMapper().readTree("""
                {"cve":"CVE-2024-1086","summary":"use after free","severity":"IMPORTANT",
                 "ratings":[{"scale":"CVSS_V3","severity":"IMPORTANT","text":"CVSS:3.1/AV:L","by":"NVD"}],
                 "exploited":{"added":"2024-05-30","due":"2024-06-20","ransomware":true},
                 "prediction":{"score":0.5,"percentile":0.9,"date":"2026-01-01","model":"v4"},
                 "advisories":[{"source":"s-1","id":"DSA-5658-1","superseded":true}],
                 "computers":{"EXPOSED_AWAITING":3,"FIXED":2},"exposed":3,
                 "catalogRevision":7,"changeRevision":9,"computedAt":"2026-01-01T00:00:00Z",
                 "patches":[{"id":"%s","package":"linux-image","arch":"amd64","candidate":"2","computers":3}],
                 "offices":{"items":[{"id":"branch","name":"Office branch","computers":{"EXPOSED_AWAITING":3,"FIXED":2}}],
                  "total":1},
                 "groups":{"items":[{"id":"pilots","name":"pilots","computers":{"FIXED":1}}],"total":7}}""".formatted(PatchId.of("deb", "linux-image", "amd64", "2"))));
    }

    @Test
    void whatNobodySpeaksOfIsNotFoundAndSaysWhatToDo() throws Exception {
        for (String path : List.of(
                "/vulnerabilities/CVE-1999-0001",
                "/vulnerabilities/nonsense",
                "/vulnerabilities/CVE-1999-0001/computers")) {
            HttpResponse<String> answer = rig.send(rig.as("VIEWER", path).GET());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("UNKNOWN_VULNERABILITY", "/api/v1/sources");
        }
    }

    @Test
    void filtersReachTheAssessmentAndStayInTheNextPage() throws Exception {
        JsonNode page =
                get("/vulnerabilities?severity=IMPORTANT&exploited=true&fixable=true&text=2024&office=branch&limit=1");
        assertThat(known.asked)
                .containsExactly(
                        new Exposures.Filter(Severity.IMPORTANT, true, true, "2024", FleetPart.ofOffice("branch")));
        assertThat(page.get("total").asInt()).isEqualTo(2);
        assertThat(page.at("/items/0").has("offices")).isFalse();
        assertThat(page.get("next").asText())
                .isEqualTo("/api/v1/vulnerabilities?severity=IMPORTANT&exploited=true&fixable=true&text=2024"
                        + "&office=branch&limit=1&offset=1");
    }

    @Test
    void aWrongFilterIsRefused() throws Exception {
        for (String query : List.of("severity=bad", "exploited=yes", "state=EXPOSED")) {
            String path = query.startsWith("state") ? "/vulnerabilities/CVE-2024-1086/computers" : "/vulnerabilities";
            assertThat(rig.send(rig.as("VIEWER", path + "?" + query).GET()).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void computersAreListedWithReasons() throws Exception {
        JsonNode exposed = get("/vulnerabilities/CVE-2024-1086/computers?state=EXPOSED_AWAITING");
        assertThat(exposed.at("/items/0")).isEqualTo(new ObjectMapper().readTree("""
                {"computer":"c-7","hostname":null,"cve":"CVE-2024-1086","state":"EXPOSED_AWAITING","severity":"LOW",
                 "exploited":true,"packages":["linux-image"],"stale":false,
                 "why":[{"code":"exposure.fix_missing","parameters":{"package":"linux-image"}}]}"""));
    }

    @Test
    void computersAreAskedForByStateAndText() throws Exception {
        get("/vulnerabilities/CVE-2024-1086/computers?state=FIXED&text=pc");
        assertThat(known.wanted)
                .containsExactly(new Exposures.Which(Optional.of(ExposureState.FIXED), FleetPart.all(), "pc"));
    }

    @Test
    void withoutAnAssessmentTheCapabilityIsAbsent() throws Exception {
        rig.capabilities.exposures(null);
        assertThat(rig.send(rig.as("VIEWER", "/vulnerabilities").GET()).statusCode())
                .isEqualTo(503);
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = rig.send(rig.as("VIEWER", path).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static final class Known implements Exposures {
        private final List<Filter> asked = new ArrayList<>();
        private final List<Which> wanted = new ArrayList<>();

        private static ExposureSummary summary() {
            return new ExposureSummary(
                    new Vulnerability(
                            CVE,
                            "use after free",
                            List.of(new Rating(Rating.Scale.CVSS_V3, Severity.IMPORTANT, "CVSS:3.1/AV:L", "NVD")),
                            Optional.of(new KnownExploited(
                                    LocalDate.of(2024, 5, 30), Optional.of(LocalDate.of(2024, 6, 20)), true)),
                            Optional.of(new ExploitPrediction(0.5, 0.9, LocalDate.of(2026, 1, 1), "v4")),
                            List.of(new AdvisoryId("s-1", "DSA-5658-1")),
                            Set.of(new AdvisoryId("s-1", "DSA-5658-1"))),
                    Severity.IMPORTANT,
                    Map.of(ExposureState.EXPOSED_AWAITING, 3L, ExposureState.FIXED, 2L),
                    7,
                    9,
                    Instant.parse("2026-01-01T00:00:00Z"));
        }

        private static Exposure exposure() {
            return new Exposure(
                    new ComputerId("c-7"),
                    CVE,
                    ExposureState.EXPOSED_AWAITING,
                    Severity.LOW,
                    true,
                    List.of("linux-image"),
                    List.of(Reason.of("exposure.fix_missing", "package", "linux-image")));
        }

        @Override
        public Optional<ExposureSummary> of(CveId cve, Scope scope) {
            return cve.equals(CVE) ? Optional.of(summary()) : Optional.empty();
        }

        @Override
        public Optional<ExposureDetail> detail(CveId cve, Scope scope) {
            return of(cve, scope)
                    .map(known -> new ExposureDetail(
                            known,
                            new Places<>(
                                    List.of(new PlaceCounts<>("branch", known.computers())),
                                    1,
                                    List.of(new PlaceCounts<>("pilots", Map.of(ExposureState.FIXED, 1L))),
                                    7),
                            List.of(new ExposureDetail.Mending(
                                    PatchId.of("deb", "linux-image", "amd64", "2"), "linux-image", "amd64", "2", 3))));
        }

        @Override
        public Page<ExposureSummary> list(Filter filter, Scope scope, PageRequest page) {
            asked.add(filter);
            return new Page<>(List.of(summary()), 2);
        }

        @Override
        public Page<Exposure> computers(CveId cve, Which which, Scope scope, PageRequest page) {
            wanted.add(which);
            return new Page<>(List.of(exposure()), 1);
        }

        @Override
        public List<Exposure> ofComputer(ComputerId computer, Scope scope) {
            return List.of(exposure());
        }
    }
}
