package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthPolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeHealthPolicies policies = new FakeHealthPolicies();
    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new RestRig(new TestCapabilities().logins(new FakeLogins()).healthPolicies(policies));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private JsonNode read() throws Exception {
        return JSON.readTree(rig.send(rig.as("VIEWER", "/health-policy").GET()).body());
    }

    private HttpResponse<String> put(JsonNode body) throws Exception {
        return rig.send(rig.as("ADMIN", "/health-policy")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString())));
    }

    private ObjectNode asRead() throws Exception {
        ObjectNode body = (ObjectNode) read();
        body.remove(List.of("changedBy", "changedAt"));
        return body;
    }

    @Test
    void thePolicyHasTheFieldsOfTheContract() throws Exception {
        assertThat(read()).isEqualTo(JSON.readTree("""
                {"revision":0,"severities":{
                  "LOW":{"counts":"VULNERABLE","dueDays":90},"MODERATE":{"counts":"VULNERABLE","dueDays":30},
                  "IMPORTANT":{"counts":"HIGHLY_VULNERABLE","dueDays":14},
                  "CRITICAL":{"counts":"HIGHLY_VULNERABLE","dueDays":7}},
                 "unrated":"IMPORTANT","otherUpdates":"VULNERABLE","exploitedDueDays":3,"endedPlatform":"VULNERABLE",
                 "longTermSupport":true,"platformEnds":{},"changedBy":null,"changedAt":null}"""));
    }

    @Test
    void aChangeIsPutInForceWhole() throws Exception {
        ObjectNode body = asRead();
        body.put("exploitedDueDays", 1).put("longTermSupport", false).put("otherUpdates", "HEALTHY");
        ((ObjectNode) body.at("/severities/LOW")).put("counts", "HEALTHY").put("dueDays", 180);
        ((ObjectNode) body.get("platformEnds")).put("Ubuntu:20.04", "2030-04-30");

        HttpResponse<String> answer = put(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body())).isEqualTo(read());
        HealthPolicy policy = policies.inForce().policy();
        assertThat(policy.ruleFor(Severity.LOW)).isEqualTo(new HealthPolicy.Rule(HealthStatus.HEALTHY, 180));
        assertThat(policy.platformEnds()).isEqualTo(Map.of("Ubuntu:20.04", LocalDate.parse("2030-04-30")));
        assertThat(policy.exploitedDueDays()).isEqualTo(1);
        assertThat(read().get("changedBy").asText()).isEqualTo("ADMIN");
    }

    @Test
    void anOlderRevisionIsAConflict() throws Exception {
        ObjectNode body = asRead();
        put(body);

        HttpResponse<String> answer = put(body);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("POLICY_CHANGED");
    }

    @Test
    void whatMakesNoSenseIsRefusedAndSaysWhatDoes() throws Exception {
        ObjectNode worse = asRead();
        ((ObjectNode) worse.at("/severities/LOW")).put("counts", "HIGHLY_VULNERABLE");
        assertThat(put(worse).body()).contains("worse must not count for less").contains("INVALID_REQUEST");
        for (String name : List.of("endedPlatform", "unrated", "otherUpdates")) {
            assertThat(put(asRead().put(name, "UNKNOWN")).statusCode()).as(name).isEqualTo(400);
            assertThat(put(asRead().put(name, "<b>")).statusCode()).as(name).isEqualTo(400);
        }
        assertThat(put(asRead().put("endedPlatform", "HEALTHY")).body()).contains("never healthy");
        for (int days : List.of(0, -1, 8)) {
            assertThat(put(asRead().put("exploitedDueDays", days)).statusCode()).isEqualTo(400);
        }
        for (String day : List.of("soon", "2026-02-30", "1789-07-14", "+999999999-12-31", "")) {
            ObjectNode body = asRead();
            ((ObjectNode) body.get("platformEnds")).put("Debian:12", day);
            assertThat(put(body).statusCode()).as(day).isEqualTo(400);
        }
        ObjectNode many = asRead();
        for (int i = 0; i <= HealthPolicy.MAX_PLATFORMS; i++) {
            ((ObjectNode) many.get("platformEnds")).put("Debian:" + i, "2026-08-31");
        }
        assertThat(put(many).statusCode()).isEqualTo(400);
        for (String name : List.of("revision", "severities", "unrated", "exploitedDueDays", "longTermSupport")) {
            ObjectNode body = asRead();
            body.remove(name);
            assertThat(put(body).statusCode()).as(name).isEqualTo(400);
            assertThat(put(asRead().putNull(name)).statusCode()).as(name).isEqualTo(400);
        }
        ObjectNode incomplete = asRead();
        ((ObjectNode) incomplete.get("severities")).remove("LOW");
        assertThat(put(incomplete).statusCode()).isEqualTo(400);
        assertThat(policies.inForce().revision()).isZero();
    }
}
