package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.rest.capability.TestCapabilities;
import io.fettle.rest.list.ListView;
import io.fettle.rest.route.Route;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others program against: the shape of lists and of what is in them, as the manual says. */
class ShapesTest {
    private static final String ROOT = "/api/v1";
    private static final String SOME = DeploymentsOfOffices.OVER_ALL;

    private static RestRig rig;

    @BeforeAll
    static void start() throws Exception {
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
                .newExposures(assessment)
                .deployments(new DeploymentsOfOffices(offices))
                .sources(new AdministrationOfOffices.Repositories(offices))
                .enrolmentTokens(new AdministrationOfOffices.Tokens(offices))
                .auditTrail(AdministrationOfOffices.audit(offices)));
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    @Test
    void whatIsManyIsAList() {
        assertThat(lists())
                .contains(
                        "/audit",
                        "/computers",
                        "/computers/{id}/findings",
                        "/computers/{id}/packages",
                        "/computers/{id}/tasks",
                        "/deployments",
                        "/deployments/{id}/tasks",
                        "/enrolment-tokens",
                        "/offices",
                        "/patches",
                        "/relays",
                        "/sources");
    }

    @ParameterizedTest
    @CsvSource({
        "/audit, 2",
        "/computers, 2",
        "/computers/c-branch/findings, 1",
        "/computers/c-branch/packages, 1",
        "/computers/c-branch/tasks, 2",
        "/deployments, 3",
        "/deployments/d-all/tasks, 2",
        "/enrolment-tokens, 2",
        "/offices, 2",
        "/relays, 2",
        "/sources, 1"
    })
    void aListIsWalkedOneByOneByItsNextPathsAndTellsHowManyThereAre(String path, int many) throws Exception {
        List<JsonNode> seen = new ArrayList<>();
        String next = ROOT + path + "?limit=1";
        while (next != null) {
            assertThat(next).startsWith(ROOT + path + "?");
            JsonNode list = get(next);
            assertThat(names(list)).containsExactly("items", "total", "next");
            assertThat(list.get("total").asInt()).isEqualTo(many);
            assertThat(list.get("items")).hasSize(1);
            seen.add(list.get("items").get(0));
            next = list.get("next").isNull() ? null : list.get("next").asText();
        }
        assertThat(seen).hasSize(many).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/computers | * computer:",
                "/computers/c-branch/findings | * finding:",
                "/computers/c-branch/tasks | * task:",
                "/deployments/d-all/tasks | * task:",
                "/sources | * source:",
                "/offices | `GET /offices/{id}`",
                "/relays | `GET /relays`",
                "/deployments | `GET /deployments/{id}`",
                "/audit | `GET /audit?action=`"
            })
    void whatIsListedHasTheFieldsOfTheManual(String path, String lead) throws Exception {
        assertThat(names(get(ROOT + path).at("/items/0"))).isEqualTo(Manual.namesBehind(lead));
    }

    @Test
    void anOpenTaskSaysSinceWhenUntilWhenWhoDecidesNextAndHowItCameThere() throws Exception {
        JsonNode task = get(ROOT + "/deployments/" + SOME + "/tasks").at("/items/0");
        assertThat(task.get("state").asText()).isEqualTo("PLANNED");
        assertThat(task.get("since").asText()).isEqualTo("2026-11-22T17:55:09Z");
        assertThat(task.get("deadline").asText()).isEqualTo("2026-11-22T17:55:09Z");
        assertThat(task.get("decidesNext").asText()).isEqualTo("COMPUTER");
        assertThat(task.at("/trace/0")).isEqualTo(new ObjectMapper().readTree("""
                {"at":"2026-11-22T17:55:09Z","state":"PLANNED",
                 "reason":{"code":"task.planned","parameters":{"catalog":"branch"}}}"""));
    }

    private static Set<String> lists() {
        Set<String> lists = new TreeSet<>();
        for (Route route : rig.routes()) {
            if (route.verb().equals("GET") && route.method().getReturnType() == ListView.class) {
                lists.add(route.path());
            }
        }
        return lists;
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> answer =
                rig.send(rig.as("ADMIN", path.substring(ROOT.length())).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
