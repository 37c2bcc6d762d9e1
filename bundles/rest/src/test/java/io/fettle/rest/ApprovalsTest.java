package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.ApprovalError;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.ApprovalsAdmin;
import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Ruling;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.Findings;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.ComputerGroups;
import io.fettle.api.inventory.ComputerId;
import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpRequest.BodyPublishers;
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

class ApprovalsTest {
    private static final PatchId CURL = PatchId.of("deb", "curl", "amd64", "2-1");

    private final Decided decided = new Decided();
    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new RestRig(new TestCapabilities()
                .logins(new FakeLogins())
                .approvals(decided)
                .approvalsAdmin(decided));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void aDecisionHasTheFieldsOfTheContract() throws Exception {
        HttpResponse<String> answer = put("/patches/" + CURL + "/approvals/pilots", """
                {"decision":"DECLINED","note":"breaks <b>"}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode expected = new ObjectMapper().readTree("""
                {"patch":"%s","package":null,"arch":null,"candidate":null,"group":"pilots","decision":"DECLINED",
                 "by":"OPERATOR","at":"2026-01-01T00:00:00Z","note":"breaks <b>"}""".formatted(CURL));
        assertThat(new ObjectMapper().readTree(answer.body())).isEqualTo(expected);
        assertThat(get("/approvals").at("/items/0")).isEqualTo(expected);
        assertThat(answer.body()).doesNotContain("<b>");
    }

    @Test
    void aGroupThatIsNoPathSegmentStandsInTheBody() throws Exception {
        HttpResponse<String> answer = put("/patches/" + CURL + "/approvals", """
                {"group":"B\u00fcro / 2. Stock","decision":"APPROVED"}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(decided.made).singleElement().satisfies(one -> {
            assertThat(one.group()).isEqualTo("B\u00fcro / 2. Stock");
            assertThat(one.note()).isEmpty();
        });
    }

    @Test
    void badDecisionsAreRefused() throws Exception {
        String path = "/patches/" + CURL + "/approvals/all";
        for (String body : List.of(
                "{}",
                "{\"decision\":\"MAYBE\"}",
                "{\"decision\":\"\"}",
                "{\"decision\":1}",
                "{\"decision\":\"APPROVED\",\"group\":\"x\"}",
                "[]")) {
            assertThat(put(path, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(put("/patches/" + CURL + "/approvals", "{\"decision\":\"APPROVED\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(put(
                                "/patches/" + CURL + "/approvals",
                                "{\"decision\":\"APPROVED\",\"group\":\"" + "g".repeat(101) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(put("/patches/no-patch/approvals/all", "{\"decision\":\"APPROVED\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(decided.made).isEmpty();
    }

    @Test
    void whatReachesBeyondTheScopeIsDenied() throws Exception {
        HttpResponse<String> answer = put("/patches/" + CURL + "/approvals/beyond", "{\"decision\":\"APPROVED\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("BEYOND_SCOPE");
    }

    @Test
    void filtersAndScopeReachTheCapability() throws Exception {
        JsonNode page = get("/approvals?patch=" + CURL + "&group=a%20b&decision=APPROVED&limit=1");
        assertThat(page.get("total").asInt()).isZero();
        assertThat(decided.asked.patch()).contains(CURL);
        assertThat(decided.asked.group()).contains("a b");
        assertThat(decided.asked.decision()).contains(Decision.APPROVED);
        rig.send(rig.as("branch", "/approvals").GET());
        assertThat(decided.scope.sees("branch")).isTrue();
        assertThat(decided.scope.everything()).isFalse();
        for (String query : List.of("patch=nonsense", "decision=approved", "group=" + "g".repeat(201))) {
            assertThat(rig.send(rig.as("VIEWER", "/approvals?" + query).GET()).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void missingPatchesSayForWhomTheyAreDecided() throws Exception {
        rig.capabilities.findings(new Missing());
        put("/patches/" + CURL + "/approvals/pilots", "{\"decision\":\"APPROVED\"}");
        put("/patches/" + CURL + "/approvals/all", "{\"decision\":\"APPROVED\"}");
        put("/patches/" + CURL + "/approvals/lab", "{\"decision\":\"DECLINED\"}");
        JsonNode patch = get("/patches").at("/items/0");
        assertThat(patch.get("firstSeen").asText()).isEqualTo("2026-11-01");
        assertThat(patch.get("overdue").asInt()).isEqualTo(2);
        assertThat(patch.get("approvedFor").toString()).isEqualTo("[\"all\",\"pilots\"]");
        assertThat(patch.get("declinedFor").toString()).isEqualTo("[\"lab\"]");
        rig.capabilities.approvals(null);
        patch = get("/patches").at("/items/0");
        assertThat(patch.get("approvedFor").isNull()).isTrue();
        assertThat(patch.get("declinedFor").isNull()).isTrue();
    }

    @Test
    void groupsAreListedByNameWithinTheScope() throws Exception {
        rig.capabilities.computerGroups(new ComputerGroups() {
            @Override
            public Set<String> names(Scope scope) {
                return scope.everything() ? Set.of("servers", "pilots", "lab") : Set.of("lab");
            }

            @Override
            public boolean seesAll(String group, Scope scope) {
                throw new UnsupportedOperationException();
            }
        });
        assertThat(get("/groups?limit=2").at("/items").toString())
                .isEqualTo("[{\"name\":\"lab\"},{\"name\":\"pilots\"}]");
        assertThat(rig.send(rig.as("branch", "/groups").GET()).body()).contains("\"total\":1");
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return rig.send(rig.as("OPERATOR", path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = rig.send(rig.as("VIEWER", path).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    /** Every computer misses one patch. */
    private static final class Missing implements Findings {
        @Override
        public Page<PatchSummary> patches(boolean securityOnly, FleetPart part, Scope scope, PageRequest page) {
            return new Page<>(
                    List.of(new PatchSummary(
                            CURL,
                            "curl",
                            "amd64",
                            "2-1",
                            true,
                            Severity.UNKNOWN,
                            3,
                            1,
                            LocalDate.parse("2026-11-01"),
                            2,
                            1,
                            0,
                            Set.of(Advisory.Aftermath.REBOOT))),
                    1);
        }

        @Override
        public List<Finding> of(ComputerId computer, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ComputerSummary> summary(ComputerId computer, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<ComputerId, ComputerSummary> summaries(Set<ComputerId> computers, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FleetSummary fleet(FleetPart part, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<ComputerId> missing(PatchId patch, Scope scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<ComputerId> withHealth(HealthStatus health, Scope scope) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Decided implements Approvals, ApprovalsAdmin {
        private final List<Approval> made = new ArrayList<>();
        private Filter asked = Filter.all();
        private Scope scope = Scope.all();

        @Override
        public Page<Approval> list(Filter filter, Scope by, PageRequest page) {
            asked = filter;
            scope = by;
            return new Page<>(made, made.size());
        }

        @Override
        public Ruling of(PatchId patch, Scope by) {
            return Ruling.of(made);
        }

        @Override
        public Map<PatchId, Ruling> rulings(Scope by) {
            return Map.of(CURL, Ruling.of(made));
        }

        @Override
        public Approval decide(PatchId patch, String group, Decision decision, String note, Caller by) {
            if (group.equals("beyond")) {
                throw new FettleException(ApprovalError.BEYOND_SCOPE, "Ask somebody who sees them all");
            }
            Approval one = new Approval(patch, group, decision, by.name(), Instant.parse("2026-01-01T00:00:00Z"), note);
            made.add(one);
            return one;
        }
    }
}
