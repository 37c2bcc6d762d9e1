package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.Findings;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchClock;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.exchange.Contact;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Computers and findings as the manual says, C-08 among it. */
class ComputersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T17:55:09Z");
    /** The computer that joined and never reported. */
    private static final int SILENT = 4;

    private static final PatchId PATCH = PatchId.of("deb", "openssl", "amd64", "3.0.17-1");

    private final Fleet fleet = new Fleet();
    private final Assessed assessed = new Assessed();
    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new RestRig(new TestCapabilities()
                .logins(new FakeLogins())
                .computers(fleet)
                .findings(assessed)
                .contact(new Reachable()));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void listIsWalkedByItsNextPaths() throws Exception {
        List<String> seen = new ArrayList<>();
        String next = "/api/v1/computers?text=pc&limit=2";
        while (next != null) {
            JsonNode page = get("VIEWER", next.substring("/api/v1".length()));
            assertThat(page.get("total").asInt()).isEqualTo(5);
            page.get("items").forEach(c -> seen.add(c.get("id").asText()));
            next = page.get("next").isNull() ? null : page.get("next").asText();
        }
        assertThat(seen).containsExactly("c-0", "c-1", "c-2", "c-3", "c-4");
        assertThat(fleet.lastFilter.text()).hasValue("pc");
    }

    @Test
    void nobodyCountsWhatAComputerNeverReported() throws Exception {
        JsonNode silent = get("VIEWER", "/computers/c-" + SILENT);
        assertThat(List.of("installed", "missing", "security", "overdue", "blocked", "held", "declined"))
                .allSatisfy(count -> assertThat(silent.get(count).isNull()).isTrue());
    }

    @Test
    void computerHasTheShapeOfTheManual() throws Exception {
        JsonNode computer = get("VIEWER", "/computers/c-0");
        List<String> names = new ArrayList<>();
        computer.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "id",
                        "hostname",
                        "officeId",
                        "groups",
                        "state",
                        "health",
                        "demo",
                        "os",
                        "addresses",
                        "level",
                        "agentVersion",
                        "lastSeenAt",
                        "inventoryAt",
                        "via",
                        "connected",
                        "rebootRequired",
                        "installed",
                        "missing",
                        "security",
                        "overdue",
                        "blocked",
                        "held",
                        "declined",
                        "doubts",
                        "facts");
        assertThat(computer.get("lastSeenAt").asText()).isEqualTo("2026-11-22T17:55:09Z");
        assertThat(computer.get("missing").asInt()).isEqualTo(3);
        assertThat(computer.at("/doubts/0/code").asText()).isEqualTo("source.stale");
        assertThat(computer.at("/facts/kernel").asText()).isEqualTo("6.1.0");
    }

    @Test
    void whatRunsHasTheShapeOfTheManual() throws Exception {
        assertThat(get("VIEWER", "/computers/c-1").at("/facts/running")).isEqualTo(new ObjectMapper().readTree("""
                                {"kernel":{"state":"OUTDATED","running":"6.1.0","newest":null},
                                 "restart":[{"service":"ssh.service","files":["libssl.so.3","sshd"],"processes":2}],
                                 "unseen":41}"""));
        assertThat(get("VIEWER", "/computers/c-0").at("/facts/running").isNull())
                .as("its agent does not tell")
                .isTrue();
    }

    @Test
    void healthFilterAsksTheAssessment() throws Exception {
        JsonNode page = get("VIEWER", "/computers?health=HIGHLY_VULNERABLE");
        assertThat(page.get("total").asInt()).isEqualTo(1);
        assertThat(page.at("/items/0/id").asText()).isEqualTo("c-3");
        assertThat(page.at("/items/0").has("facts")).isFalse();
    }

    @Test
    void countsAreEmptyWhileNobodyAssesses() throws Exception {
        rig.capabilities.findings(null);
        JsonNode computer = get("VIEWER", "/computers").at("/items/0");
        assertThat(computer.get("health").asText()).isEqualTo("UNKNOWN");
        assertThat(computer.get("missing").isNull()).isTrue();
        assertThat(rig.send(rig.as("VIEWER", "/computers/c-0/findings").GET()).statusCode())
                .isEqualTo(503);
    }

    @Test
    void missingFindingsHaveTheFieldsOfTheContract() throws Exception {
        JsonNode findings = get("VIEWER", "/computers/c-0/findings?state=missing");
        assertThat(findings.get("total").asInt()).isEqualTo(2);
        assertThat(findings.at("/items/0")).isEqualTo(new ObjectMapper().readTree("""
                                {"patch":"%s","package":"openssl","arch":"amd64","installed":"1","candidate":"3.0.17-1",
                                 "state":"MISSING","security":true,"severity":"UNKNOWN","advisories":[],"cves":[],"stale":false,
                                 "approval":"DECLINED","firstSeen":"2026-11-01","due":"2026-11-15","overdue":true,
                                 "aftermath":["REBOOT"],
                                 "why":[{"code":"finding.newer","parameters":{"archive":"<b>"}},
                                        {"code":"advisory.reboot_suggested","parameters":{"advisories":"RLSA-1"}}]}""".formatted(PATCH)));
        assertThat(get("VIEWER", "/computers/c-0/findings?state=PINNED")
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("VIEWER", "/computers/c-0/findings?text=OPEN")
                        .get("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void markupLeavesEscaped() throws Exception {
        HttpResponse<String> answer =
                rig.send(rig.as("VIEWER", "/computers/c-0/findings").GET());
        assertThat(answer.body()).doesNotContain("<b>").contains("\\u003Cb\\u003E");
    }

    @Test
    void whatLiesOutsideTheScopeDoesNotExist() throws Exception {
        assertThat(get("branch", "/computers").get("total").asInt()).isZero();
        for (String path : List.of("/computers/c-0", "/computers/c-0/findings", "/computers/c-0/packages")) {
            String outside = body404("branch", path);
            String unknown = body404("branch", path.replace("c-0", "c-99"));
            assertThat(withoutId(outside)).isEqualTo(withoutId(unknown));
        }
    }

    @Test
    void wishesTravelAndSayHow() throws Exception {
        assertThat(rig.send(rig.json(rig.as("OPERATOR", "/computers/c-0/actions"), "{\"action\":\"SCAN_NOW\"}"))
                        .body())
                .isEqualTo("{\"reach\":\"WOKEN\"}");
        assertThat(rig.send(rig.json(rig.as("OPERATOR", "/computers/c-0/actions"), "{\"action\":\"CHECK_IN_NOW\"}"))
                        .body())
                .isEqualTo("{\"reach\":\"AT_NEXT_POLL\"}");
        assertThat(rig.send(rig.json(rig.as("OPERATOR", "/computers/c-0/actions"), "{\"action\":\"REBOOT\"}"))
                        .statusCode())
                .isEqualTo(400);
    }

    private JsonNode get(String session, String path) throws Exception {
        HttpResponse<String> answer = rig.send(rig.as(session, path).GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private String body404(String session, String path) throws Exception {
        HttpResponse<String> answer = rig.send(rig.as(session, path).GET());
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        return answer.body();
    }

    private static String withoutId(String problem) {
        return problem.replaceFirst("\"requestId\":\"[0-9a-f]+\"", "");
    }

    /** Five computers in the head office. */
    private static final class Fleet implements Computers {
        private Filter lastFilter = Filter.none();

        private static Computer computer(int n) {
            ComputerFacts facts = new ComputerFacts(
                    "pc-" + n,
                    List.of("10.0.0." + n),
                    "debian",
                    "12",
                    "bookworm",
                    "Debian 12",
                    "6.1.0",
                    Optional.empty(),
                    false,
                    List.of("amd64"),
                    Level.L1,
                    "0.1.0",
                    "boot");
            Running running = new Running(
                    KernelState.OUTDATED,
                    List.of(new StaleService("ssh.service", List.of("libssl.so.3", "sshd"), 2)),
                    41);
            return new Computer(
                    new ComputerId("c-" + n),
                    n,
                    "head-office",
                    List.of(),
                    Computer.State.ACTIVE,
                    false,
                    Optional.of(n == 1 ? facts.with(running) : facts),
                    n == SILENT ? Optional.empty() : Optional.of(NOW),
                    Optional.of(NOW),
                    "direct",
                    NOW);
        }

        private static List<Computer> visible(Scope scope) {
            return IntStream.range(0, 5)
                    .mapToObj(Fleet::computer)
                    .filter(c -> scope.sees(c.officeId()))
                    .toList();
        }

        @Override
        public Optional<Computer> find(ComputerId id, Scope scope) {
            return visible(scope).stream().filter(c -> c.id().equals(id)).findFirst();
        }

        @Override
        public Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
            lastFilter = filter;
            List<Computer> all = visible(scope).stream()
                    .filter(c -> filter.only().isEmpty() || filter.only().get().contains(c.id()))
                    .toList();
            return new Page<>(
                    all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
        }

        @Override
        public List<InstalledPackage> packages(ComputerId id, Scope scope) {
            return List.of();
        }

        @Override
        public Optional<Inventory> inventory(ComputerId id, Scope scope) {
            return Optional.empty();
        }
    }

    private static final class Assessed implements Findings {
        private static Finding finding(String name, FindingState state) {
            return new Finding(
                    new ComputerId("c-0"),
                    Optional.of(PATCH),
                    name,
                    "amd64",
                    "1",
                    "3.0.17-1",
                    state,
                    true,
                    Severity.UNKNOWN,
                    List.of(),
                    List.of(),
                    Optional.of(Decision.DECLINED),
                    Optional.of(new PatchClock(
                            LocalDate.parse("2026-11-01"), Optional.of(LocalDate.parse("2026-11-15")), true)),
                    List.of(
                            Reason.of("finding.newer", "archive", "<b>"),
                            Reason.of("advisory.reboot_suggested", "advisories", "RLSA-1")));
        }

        @Override
        public List<Finding> of(ComputerId computer, Scope scope) {
            return List.of(
                    finding("openssl", FindingState.MISSING),
                    finding("nginx", FindingState.HELD),
                    finding("perl", FindingState.PINNED));
        }

        @Override
        public Optional<ComputerSummary> summary(ComputerId computer, Scope scope) {
            return Optional.of(new ComputerSummary(
                    computer,
                    HealthStatus.VULNERABLE,
                    10,
                    3,
                    1,
                    1,
                    0,
                    1,
                    2,
                    List.of(Reason.of("source.stale", "name", "Debian"))));
        }

        @Override
        public Map<ComputerId, ComputerSummary> summaries(Set<ComputerId> computers, Scope scope) {
            return computers.stream()
                    .collect(Collectors.toMap(c -> c, c -> summary(c, scope).orElseThrow()));
        }

        @Override
        public FleetSummary fleet(FleetPart part, Scope scope) {
            return new FleetSummary(5, Map.of(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NOW);
        }

        @Override
        public Page<PatchSummary> patches(boolean securityOnly, FleetPart part, Scope scope, PageRequest page) {
            return new Page<>(List.of(), 0);
        }

        @Override
        public Set<ComputerId> missing(PatchId patch, Scope scope) {
            return Set.of();
        }

        @Override
        public Set<ComputerId> withHealth(HealthStatus health, Scope scope) {
            return Set.of(new ComputerId("c-3"));
        }
    }

    private static final class Reachable implements Contact {
        @Override
        public Reach checkInNow(ComputerId computer, Caller by) {
            return Reach.AT_NEXT_POLL;
        }

        @Override
        public Reach scanNow(ComputerId computer, Caller by) {
            return Reach.WOKEN;
        }
    }
}
