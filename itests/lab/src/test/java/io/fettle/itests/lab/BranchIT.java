package io.fettle.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** A branch whose computers reach nobody but their relay, seen and patched from head office. One lab, in this order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 12, unit = TimeUnit.MINUTES)
final class BranchIT {
    private static final Duration REPORTED = Duration.ofSeconds(120);
    private static final Duration PATCHED = Duration.ofMinutes(5);
    private static final Duration WOKEN = Duration.ofSeconds(20);
    private static final int WAKES = 5;
    /** An agent follows a wake every 3 seconds at most. */
    private static final int BETWEEN_WAKES_MILLIS = 3500;

    /** A woken agent would have been heard of by then, see {@link #wakeTravelsThroughTheRelay}. */
    private static final int UNHEARD_MILLIS = 5000;

    private static final String FETCHED = "fettle_relay_content_completed_total";
    private static final String REPEATED = "fettle_relay_content_repeated_total";
    private static final long MIB = 1 << 20;
    private static final int CUT_MILLIS = 4000;
    private static final int INTERRUPTIONS = 2;
    /** What computers do not have yet; of the security mirror that is everything. */
    private static final List<String> NEW_IN_LAB =
            List.of("lab-tool_1.1_", "lab-lib_1.1_", "lab-extra_1.0_", "lab-bulk_1.1_", "lab-daemon_2%3a1.0_");

    private static final String HELD = "lab-held 1.1";
    private static final Set<String> BLOCKED = Set.of("lab-stuck 1.1", "lab-breaker 1.1");

    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "SKIPPED", "EXPIRED", "CANCELLED");

    private final Lab lab = new Lab(Lab.cache().resolve("it"), BranchIT::say);

    @BeforeAll
    void up() {
        List<String> missing = Requirements.missing();
        if (!missing.isEmpty()) {
            say("LEFT OUT: a branch with two real computers, because " + String.join("; ", missing));
        }
        Assumptions.assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
        lab.up(Distributions.ofBuild());
    }

    @AfterAll
    void down() {
        if (Requirements.missing().isEmpty()) {
            lab.down();
        }
    }

    @Test
    @Order(1)
    void missingAndInstallableAreWhatAptItselfSays() {
        for (Computer computer : lab.computers()) {
            awaitReport(computer);
            AptOracle apt = new AptOracle(computer, lab.repositories());
            awaitSame(computer, apt.upgradable(), false);
            awaitSame(computer, apt.installable(), true);
            assertThat(apt.upgradable()).as("what waits for " + computer.name()).contains("lab-bulk 1.1");
            compareWhatStays(computer, apt);
        }
    }

    /** Held and blocked are what apt would not upgrade, each for the reason that apt gives. */
    private void compareWhatStays(Computer computer, AptOracle apt) {
        Set<String> stays = new TreeSet<>(apt.upgradable());
        stays.removeAll(apt.installable());
        Set<String> held = stays.stream()
                .filter(p -> apt.held().contains(p.split(" ")[0]))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> blocked = new TreeSet<>(stays);
        blocked.removeAll(held);
        assertThat(held).containsExactly(HELD);
        assertThat(blocked).isEqualTo(BLOCKED);
        assertThat(findings(computer, state -> state.equals("HELD"))).isEqualTo(held);
        assertThat(findings(computer, state -> state.equals("BLOCKED"))).isEqualTo(blocked);
        for (String name : List.of("lab-stuck", "lab-breaker")) {
            String obstacle = apt.obstacle(name);
            assertThat(why(computer, name)).as("why " + name + " is blocked").contains(obstacle);
            say(name + " is blocked: " + obstacle);
        }
    }

    @Test
    @Order(2)
    void wakeTravelsThroughTheRelay() {
        Computer computer = lab.computers().get(0);
        List<Duration> taken = new ArrayList<>();
        for (int i = 0; i < WAKES; i++) {
            Deadline.pause(BETWEEN_WAKES_MILLIS);
            String before = computer(computer).path("lastSeenAt").asText();
            ObjectNode wish = Api.object().put("action", "CHECK_IN_NOW");
            JsonNode reach = lab.api().post("/computers/" + computer.id() + "/actions", wish);
            assertThat(reach.path("reach").asText()).isEqualTo("VIA_RELAY");
            taken.add(await(
                    "a woken check-in",
                    WOKEN,
                    () -> !computer(computer).path("lastSeenAt").asText().equals(before)));
        }
        Collections.sort(taken);
        say("a wake through the relay brought a check-in after "
                + taken.get(WAKES / 2).toMillis() + " ms (median of " + WAKES + ", slowest "
                + taken.get(WAKES - 1).toMillis() + " ms)");
    }

    @Test
    @Order(3)
    void branchIsPatchedAlthoughTheWanBreaksAndTheRelayDies() {
        long before = lab.network().wanBytes();
        long fetched = lab.api().metric(FETCHED);
        String deployment = deploy("Everything for the branch", List.of());
        awaitWan(before + 6 * MIB);
        say("cutting the WAN for " + CUT_MILLIS + " ms");
        lab.network().cutWan();
        Deadline.pause(CUT_MILLIS);
        lab.network().mendWan();
        awaitWan(before + 14 * MIB);
        say("killing the relay with -9");
        lab.relay().kill();
        lab.relay().start();
        await(
                "every task has ended",
                PATCHED,
                () -> ended(deployment, lab.computers().size()));
        long used = lab.network().wanBytes() - before;
        long unique = uniqueBytes();
        say("the branch's WAN carried " + used + " bytes for " + unique + " unique ones ("
                + Math.round(100.0 * used / unique) + " %), two interruptions included");

        assertThat(tasks(deployment))
                .as(() -> lab.api().get("/deployments/" + deployment + "/tasks") + lab.lastWords())
                .hasSize(lab.computers().size())
                .allSatisfy(task -> {
                    assertThat(task.path("state").asText()).isEqualTo("SUCCEEDED");
                    assertThat(finalStates(task)).containsExactly("SUCCEEDED");
                    assertThat(reasons(task)).doesNotContain("apply.healed");
                });
        for (Computer computer : lab.computers()) {
            Set<String> stays = new TreeSet<>(BLOCKED);
            stays.add(HELD);
            assertThat(new AptOracle(computer, lab.repositories()).upgradable()).isEqualTo(stays);
            assertThat(computer.run("dpkg", "--audit")).isEmpty();
            assertThat(computer.run("apt-mark", "showauto")).contains("lab-extra");
            assertThat(computer.run("apt-mark", "showmanual")).contains("lab-tool");
            awaitSame(computer, stays, false);
            awaitSame(computer, Set.of(), true);
        }
        assertThat(lab.api().metric(FETCHED) - fetched)
                .as("whole transfers over the WAN, the resumed ones among them")
                .isGreaterThanOrEqualTo(newDebs().size());
        assertThat(lab.api().metric(REPEATED))
                .as("what crossed the WAN more than once")
                .isZero();
        assertThat(used).isLessThanOrEqualTo((long) (1.05 * unique) + INTERRUPTIONS * MIB);
    }

    @Test
    @Order(4)
    void computerThatNoWakeReachesIsPatchedAtItsNextPoll() {
        Computer computer = lab.computers().get(1);
        computer.run("apt-mark", "unhold", LabRepository.HELD);
        ObjectNode wish = Api.object().put("action", "SCAN_NOW");
        lab.api().post("/computers/" + computer.id() + "/actions", wish);
        awaitSame(computer, Set.of(HELD), true);
        lab.network().cutWakes(computer.name());
        String seen = computer(computer).path("lastSeenAt").asText();
        String deployment = deploy("What is no longer held", List.of(computer.id()));
        Deadline.pause(UNHEARD_MILLIS);
        assertThat(computer(computer).path("lastSeenAt").asText()).isEqualTo(seen);
        assertThat(tasks(deployment))
                .allSatisfy(task -> assertThat(task.path("state").asText()).isEqualTo("PLANNED"));

        computer.killAgent();
        lab.startAgent(computer);
        await("the task has ended", PATCHED, () -> ended(deployment, 1));
        assertThat(tasks(deployment))
                .allSatisfy(task -> assertThat(finalStates(task)).containsExactly("SUCCEEDED"));
        awaitSame(computer, BLOCKED, false);
        assertThat(computer.run("dpkg-query", "-W", "-f=${Version}", LabRepository.HELD))
                .isEqualTo("1.1");
    }

    /** @param computers ids; none for all of the branch */
    private String deploy(String name, List<String> computers) {
        ObjectNode wish = Api.object().put("name", name).put("office", lab.office());
        wish.put("securityOnly", false).put("validity", "P1D");
        wish.putArray("patches");
        ArrayNode chosen = wish.putArray("computers");
        computers.forEach(chosen::add);
        return lab.api().post("/deployments", wish).path("id").asText();
    }

    private void awaitReport(Computer computer) {
        await(
                computer.name() + " has reported and was evaluated",
                REPORTED,
                () -> computer(computer).path("missing").isNumber()
                        && computer(computer).path("missing").asInt() > 0);
    }

    /** Findings follow reports, so they are given time; what they are then is compared. */
    private void awaitSame(Computer computer, Set<String> wanted, boolean installable) {
        Predicate<String> state = installable ? "MISSING"::equals : any -> true;
        String what = (installable ? "installable" : "missing") + " on " + computer.name() + " is " + wanted;
        Deadline.await(
                what,
                REPORTED,
                () -> findings(computer, state).equals(wanted),
                () -> "but " + findings(computer, state) + "\n" + lab.lastWords());
    }

    private JsonNode missing(Computer computer) {
        return lab.api()
                .get("/computers/" + computer.id() + "/findings?state=missing&limit=1000")
                .path("items");
    }

    /** The words in which it is told why a package is as it is. */
    private List<String> why(Computer computer, String name) {
        return all(missing(computer)).stream()
                .filter(finding -> finding.path("package").asText().equals(name))
                .flatMap(finding -> all(finding.path("why")).stream())
                .flatMap(reason -> all(reason.path("parameters")).stream())
                .map(JsonNode::asText)
                .toList();
    }

    private Set<String> findings(Computer computer, Predicate<String> state) {
        Set<String> found = new TreeSet<>();
        for (JsonNode finding : missing(computer)) {
            if (state.test(finding.path("state").asText())) {
                found.add(finding.path("package").asText()
                        + ' '
                        + finding.path("candidate").asText());
            }
        }
        return found;
    }

    private JsonNode computer(Computer computer) {
        return lab.api().get("/computers/" + computer.id());
    }

    private boolean ended(String deployment, int computers) {
        try {
            List<JsonNode> tasks = tasks(deployment);
            return tasks.size() == computers
                    && tasks.stream()
                            .allMatch(t -> FINAL.contains(t.path("state").asText()));
        } catch (LabException e) {
            return false;
        }
    }

    private List<JsonNode> tasks(String deployment) {
        return all(
                lab.api().get("/deployments/" + deployment + "/tasks?limit=100").path("items"));
    }

    /** A report that comes after the end is noted in the trace and changes nothing, so it is no end of its own. */
    private static List<String> finalStates(JsonNode task) {
        return all(task.path("trace")).stream()
                .filter(step -> !step.path("reason").path("code").asText().equals("report.late"))
                .map(step -> step.path("state").asText())
                .filter(FINAL::contains)
                .toList();
    }

    private static List<String> reasons(JsonNode task) {
        return all(task.path("trace")).stream()
                .map(step -> step.path("reason").path("code").asText())
                .toList();
    }

    private static List<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private void awaitWan(long bytes) {
        await(
                "the WAN carried " + bytes + " bytes",
                PATCHED,
                () -> lab.network().wanBytes() >= bytes);
    }

    private long uniqueBytes() {
        return newDebs().stream().mapToLong(f -> f.toFile().length()).sum();
    }

    private List<Path> newDebs() {
        return lab.repositories().stream()
                .flatMap(r -> debs(r.directory()).stream())
                .filter(f -> !f.getFileName().toString().startsWith("lab-")
                        || NEW_IN_LAB.stream()
                                .anyMatch(n -> f.getFileName().toString().startsWith(n)))
                .toList();
    }

    private static List<Path> debs(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(f -> f.toString().endsWith(".deb")).toList();
        } catch (IOException e) {
            throw new LabException("Cannot look into " + directory, e);
        }
    }

    private Duration await(String what, Duration limit, BooleanSupplier condition) {
        return Deadline.await(what, limit, condition, lab::lastWords);
    }

    private static void say(String what) {
        System.out.println("[lab] " + what);
    }
}
