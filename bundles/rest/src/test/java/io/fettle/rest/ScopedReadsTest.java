package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.api.Scope;
import io.fettle.api.change.Topic;
import io.fettle.api.identity.Accounts.Wish;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.rest.capability.TestCapabilities;
import io.fettle.rest.route.Route;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whoever sees one office must not be able to tell whether there is another one. So every read is asked for twice, of a
 * server with both offices and of one that has the first only: the answers have to be the same, figures included. The
 * reads are those that the API declares; what is new is walked too.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ScopedReadsTest {
    private static final Caller LOCAL = new Caller("local", Role.PLATFORM_ADMIN, Scope.all());
    /** What a path parameter may be: an id of each kind of thing, in either office. */
    private static final List<String> IDS = Stream.concat(
                    Stream.of("branch", "south").flatMap(office -> Stream.of("c-", "r-", "d-", "t-", "")
                            .map(kind -> kind + office)),
                    Stream.of(
                            DeploymentsOfOffices.OVER_ALL,
                            AssessmentOfOffices.CVE.value(),
                            AssessmentOfOffices.PATCH.value(),
                            "s-1"))
            .toList();
    /** Asks for the other office by name. */
    private static final String ELSEWHERE = "?office=south";
    /** And for a group that has members there alone. */
    private static final String OF_OTHERS = "?group=group-south";
    /** Answered by no page: read to its end by itself, or the same text for everybody. */
    private static final Set<String> BESIDE = Set.of("/changes", "/openapi.json", "/platform/capabilities");

    private final FakeChangeLog log = new FakeChangeLog();
    private RestRig both;
    private RestRig alone;

    @BeforeEach
    void start() throws Exception {
        both = rig(Set.of("branch", "south"));
        alone = rig(Set.of("branch"));
    }

    @AfterEach
    void stop() throws Exception {
        both.close();
        alone.close();
    }

    private RestRig rig(Set<String> ids) throws Exception {
        TwoOffices offices = new TwoOffices(ids);
        FleetOfOffices fleet = new FleetOfOffices(offices);
        AssessmentOfOffices assessment = new AssessmentOfOffices(offices);
        ApprovalsOfOffices approvals = new ApprovalsOfOffices(offices);
        FakeAccounts accounts = new FakeAccounts();
        ids.forEach(office -> accounts.create(
                new Wish(office, Role.VIEWER, Scope.ofOffices(Set.of(office)), Optional.empty()), LOCAL));
        return new RestRig(new TestCapabilities()
                .logins(new FakeLogins())
                .offices(offices)
                .computers(fleet)
                .presence(fleet)
                .findings(assessment)
                .exposures(assessment)
                .patches(assessment)
                .newExposures(assessment)
                .approvals(approvals)
                .healthPolicies(new FakeHealthPolicies())
                .computerGroups(approvals)
                .deployments(new DeploymentsOfOffices(offices))
                .sources(new AdministrationOfOffices.Repositories(offices))
                .enrolmentTokens(new AdministrationOfOffices.Tokens(offices))
                .auditTrail(AdministrationOfOffices.audit(offices))
                .accounts(accounts)
                .changeLog(log));
    }

    @Test
    void nothingTellsThatThereIsAnotherOffice() throws Exception {
        for (Role role : List.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN)) {
            Map<String, String> seen = answers(both, "branch-" + role);
            assertThat(seen).isEqualTo(answers(alone, "branch-" + role));
            assertThat(seen.values()).allSatisfy(answer -> assertThat(answer).doesNotContain("south"));
        }
    }

    /** The comparison would be worth nothing if there were nothing to leak. */
    @Test
    void everyReadAboutComputersDiffersForWhoSeesBothOffices() throws Exception {
        Map<String, String> two = answers(both, "ADMIN");
        Map<String, String> one = answers(alone, "ADMIN");
        TreeSet<String> different = new TreeSet<>();
        two.forEach((path, answer) -> {
            if (!answer.equals(one.get(path))) {
                different.add(path.replace(ELSEWHERE, "?")
                        .replace(OF_OTHERS, "?group")
                        .replaceAll("/(c|r|d|t)-[a-z]+|/south|/CVE[0-9-]+|/[0-9a-f]{32}", "/*"));
            }
        });
        assertThat(different)
                .containsExactly(
                        "/accounts",
                        "/accounts/*",
                        "/approvals",
                        "/approvals?group",
                        "/audit",
                        "/computers",
                        "/computers/*",
                        "/computers/*/exposures",
                        "/computers/*/findings",
                        "/computers/*/packages",
                        "/computers/*/tasks",
                        "/computers?",
                        "/computers?group",
                        "/deployments",
                        "/deployments/*",
                        "/deployments/*/tasks",
                        "/enrolment-tokens",
                        "/exposure-news",
                        "/groups",
                        "/offices",
                        "/offices/*",
                        "/patches",
                        "/patches/*",
                        "/patches/*/computers",
                        "/patches/*/computers?",
                        "/patches/*/computers?group",
                        "/patches?",
                        "/patches?group",
                        "/relays",
                        "/sources/suggestions",
                        "/summary",
                        "/summary?",
                        "/summary?group",
                        "/vulnerabilities",
                        "/vulnerabilities/*",
                        "/vulnerabilities/*/computers",
                        "/vulnerabilities/*/computers?",
                        "/vulnerabilities/*/computers?group",
                        "/vulnerabilities?",
                        "/vulnerabilities?group");
    }

    @Test
    void whoSeesOneOfficeSeesThatOne() throws Exception {
        Map<String, String> seen = answers(both, "branch-ADMIN");
        for (String list : List.of(
                "/computers",
                "/offices",
                "/relays",
                "/enrolment-tokens",
                "/sources/suggestions",
                "/accounts",
                "/approvals",
                "/groups")) {
            JsonNode items = new ObjectMapper().readTree(seen.get(list)).get("items");
            assertThat(items).as(list).hasSize(1);
            assertThat(items.toString()).contains("branch");
        }
        JsonNode summary = new ObjectMapper().readTree(seen.get("/summary"));
        assertThat(summary.get("connected").asInt()).isEqualTo(1);
        assertThat(summary.get("openDeployments").asInt()).isEqualTo(2);
        assertThat(summary.get("demo").asBoolean()).isFalse();
        assertThat(summary.at("/sources/total").asInt()).isEqualTo(1);
    }

    @Test
    void newsNameNothingOfAnotherOffice() throws Exception {
        for (Topic topic : Topic.values()) {
            for (String kind : List.of("c-", "r-", "d-", "t-d-", "")) {
                if (!Set.of(Topic.CATALOG, Topic.SOURCE, Topic.APPROVAL, Topic.POLICY)
                        .contains(topic)) {
                    log.add(topic, kind + "south");
                }
            }
        }
        log.add(Topic.COMPUTER, "c-branch");
        List<String> heard = new ArrayList<>();
        try (BufferedReader news = new BufferedReader(new InputStreamReader(
                both.stream(both.as("branch-VIEWER", "/changes?since=0").GET()).body(), StandardCharsets.UTF_8))) {
            String line = "";
            while (line != null && !line.contains("c-branch")) {
                heard.add(line);
                line = news.readLine();
            }
            assertThat(line).isEqualTo("data: {\"subject\":\"c-branch\"}");
        }
        assertThat(heard).noneMatch(line -> line.contains("south")).contains("event: TASK", "event: ORDER");
    }

    /** Each read with each id, and its answer: all pages of a list as one. */
    private static Map<String, String> answers(RestRig rig, String session) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        for (Route route : rig.routes()) {
            if (route.verb().equals("GET") && !BESIDE.contains(route.path())) {
                for (String path : paths(route)) {
                    answers.put(path, read(rig, session, path));
                }
            }
        }
        assertThat(answers).hasSizeGreaterThan(30);
        return answers;
    }

    private static List<String> paths(Route route) {
        String template = route.path();
        List<String> plain = template.contains("{")
                ? IDS.stream().map(id -> template.replaceAll("\\{[a-z]+}", id)).toList()
                : List.of(template);
        List<String> paths = new ArrayList<>(plain);
        if (route.query().contains("office")) {
            plain.forEach(path -> paths.add(path + ELSEWHERE));
        }
        if (route.query().contains("group")) {
            plain.forEach(path -> paths.add(path + OF_OTHERS));
        }
        return paths;
    }

    private static String read(RestRig rig, String session, String path) throws Exception {
        HttpResponse<String> answer = rig.send(rig.as(session, path).GET());
        assertThat(answer.statusCode()).as(path + answer.body()).isIn(200, 400, 403, 404);
        return answer.body().replaceFirst("\"requestId\":\"[0-9a-f]+\"", "");
    }
}
