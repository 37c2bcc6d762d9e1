package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked for an office or a group. */
class FleetPartsTest {
    private static final String COMPUTERS = "/vulnerabilities/CVE-2024-1086/computers";

    private static final String OF_A_PATCH = "/patches/0123456789abcdef0123456789abcdef/computers";

    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        TwoOffices offices = new TwoOffices(Set.of("branch", "south"));
        FleetOfOffices fleet = new FleetOfOffices(offices);
        AssessmentOfOffices assessment = new AssessmentOfOffices(offices);
        rig = new RestRig(new TestCapabilities()
                .logins(new FakeLogins())
                .offices(offices)
                .computers(fleet)
                .presence(fleet)
                .findings(assessment)
                .exposures(assessment)
                .patches(assessment)
                .computerGroups(new ApprovalsOfOffices(offices)));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/patches", "/vulnerabilities", "/summary", "/computers", COMPUTERS, OF_A_PATCH})
    void anOfficeOrAGroupThatNobodyKnowsIsNotFound(String path) throws Exception {
        assertThat(refusal(path + "?office=nowhere")).contains("UNKNOWN_OFFICE", "/api/v1/offices");
        assertThat(refusal(path + "?group=nobodys")).contains("UNKNOWN_GROUP", "/api/v1/groups");
        assertThat(refusal(path + "?office=south&group=nobodys")).contains("UNKNOWN_GROUP");
    }

    private String refusal(String path) throws Exception {
        HttpResponse<String> answer = rig.send(rig.as("VIEWER", path).GET());
        assertThat(answer.statusCode()).isEqualTo(404);
        return answer.body();
    }

    @Test
    void countsAreOfThePart() throws Exception {
        assertThat(get("/patches").at("/items/0/computers").asInt()).isEqualTo(2);
        assertThat(get("/patches?office=south").at("/items/0/computers").asInt())
                .isEqualTo(1);
        assertThat(get("/patches?group=group-branch").at("/items/0/computers").asInt())
                .isEqualTo(1);
        assertThat(get("/patches?office=south&group=group-branch")
                        .at("/items/0/computers")
                        .asInt())
                .isZero();
        assertThat(get("/vulnerabilities?group=group-south")
                        .at("/items/0/exposed")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void theSummaryCountsConnectionsOfThePartToo() throws Exception {
        JsonNode south = get("/summary?office=south");
        assertThat(south.get("computers").asInt()).isEqualTo(1);
        assertThat(south.get("connected").asInt()).isEqualTo(1);
        assertThat(get("/summary?office=south&group=group-branch")
                        .get("connected")
                        .asInt())
                .isZero();
        assertThat(get("/summary").get("connected").asInt()).isEqualTo(2);
    }

    @Test
    void computersAreOfThePart() throws Exception {
        assertThat(get("/computers?group=group-south").at("/items/0/id").asText())
                .isEqualTo("c-south");
        assertThat(get("/computers?office=branch&group=group-south")
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(get(COMPUTERS + "?office=south").at("/items/0/computer").asText())
                .isEqualTo("c-south");
        assertThat(get(COMPUTERS + "?office=south").get("total").asInt()).isEqualTo(1);
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = rig.send(rig.as("VIEWER", path).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
