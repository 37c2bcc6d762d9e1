package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One patch over the fleet. */
class PatchesTest {
    private static final String PATCH = "/patches/" + AssessmentOfOffices.PATCH;

    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        TwoOffices offices = new TwoOffices(Set.of("branch", "south"));
        AssessmentOfOffices assessment = new AssessmentOfOffices(offices);
        ApprovalsOfOffices approvals = new ApprovalsOfOffices(offices);
        rig = new RestRig(new TestCapabilities()
                .logins(new FakeLogins())
                .offices(offices)
                .computers(new FleetOfOffices(offices))
                .findings(assessment)
                .patches(assessment)
                .approvals(approvals)
                .computerGroups(approvals));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void aPatchIsAsTheListHasItAndMore() throws Exception {
        JsonNode detail = get(PATCH);
        assertThat(detail.get("patch")).isEqualTo(get("/patches").at("/items/0"));
        assertThat(detail.get("states")).isEqualTo(json("{\"MISSING_AWAITING\":2}"));
        assertThat(detail.get("mends")).isEqualTo(json("""
                {"items":[{"cve":"CVE-2024-1086","exploited":true}],"total":1}"""));
        assertThat(detail.get("advisories")).isEqualTo(json("{\"items\":[\"DSA-1-1\"],\"total\":1}"));
        assertThat(detail.get("offices")).isEqualTo(json("""
                {"items":[{"id":"branch","name":"Office branch","computers":{"MISSING_AWAITING":1}},
                          {"id":"south","name":"Office south","computers":{"MISSING_AWAITING":1}}],"total":2}"""));
        assertThat(detail.at("/groups/items/1/id").asText()).isEqualTo("group-south");
        assertThat(detail.get("catalogRevision").asInt()).isEqualTo(1);
    }

    @Test
    void computersAreListedWithWhatWasFoundThere() throws Exception {
        assertThat(get(PATCH + "/computers?office=south&state=MISSING_AWAITING&text=pc"))
                .isEqualTo(json("""
                {"items":[{"computer":"c-south","hostname":"pc-south","office":"south","state":"MISSING_AWAITING",
                  "installed":"1","finding":"MISSING","firstSeen":null,"due":null,"overdue":false,"stale":false,
                  "why":[{"code":"finding.newer","parameters":{"archive":"south"}}]}],"total":1,"next":null}"""));
        assertThat(get(PATCH + "/computers?state=INSTALLED&text=pc&limit=1")
                        .get("next")
                        .asText())
                .isEqualTo("/api/v1" + PATCH + "/computers?state=INSTALLED&text=pc&limit=1&offset=1");
    }

    @Test
    void aPatchThatNobodyKnowsIsNotFoundAndSaysWhatToDo() throws Exception {
        for (String id : List.of("0".repeat(32), "nonsense")) {
            for (String path : List.of("/patches/" + id, "/patches/" + id + "/computers")) {
                HttpResponse<String> answer = rig.send(rig.as("VIEWER", path).GET());
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).contains("UNKNOWN_PATCH", "/api/v1/patches");
            }
        }
    }

    @Test
    void aWrongStateIsRefused() throws Exception {
        assertThat(rig.send(rig.as("VIEWER", PATCH + "/computers?state=MISSING").GET())
                        .statusCode())
                .isEqualTo(400);
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = rig.send(rig.as("VIEWER", path).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
