package io.fettle.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

    private static final long MIB = 1 << 20;
    private static final int CUT_MILLIS = 4000;
    private static final int INTERRUPTIONS = 2;
    /** What computers do not have yet; of the security mirror that is everything. */
    private static final List<String> NEW_IN_LAB =
            List.of("lab-tool_1.1_", "lab-lib_1.1_", "lab-extra_1.0_", "lab-bulk_1.1_", "lab-daemon_2%3a1.0_");

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
        String deployment = deployEverything();
        awaitWan(before + 6 * MIB);
        say("cutting the WAN for " + CUT_MILLIS + " ms");
        lab.network().cutWan();
        Deadline.pause(CUT_MILLIS);
        lab.network().mendWan();
        awaitWan(before + 14 * MIB);
        say("killing the relay with -9");
        lab.relay().kill();
        lab.relay().start();
        await("every task has ended", PATCHED, () -> ended(deployment));
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
            assertThat(new AptOracle(computer, lab.repositories()).upgradable()).isEmpty();
            assertThat(computer.run("dpkg", "--audit")).isEmpty();
            assertThat(computer.run("apt-mark", "showauto")).contains("lab-extra");
            assertThat(computer.run("apt-mark", "showmanual")).contains("lab-tool");
            awaitSame(computer, Set.of(), false);
        }
        assertThat(used).isLessThanOrEqualTo((long) (1.05 * unique) + INTERRUPTIONS * MIB);
    }

    private String deployEverything() {
        ObjectNode wish = Api.object().put("name", "Everything for the branch").put("office", lab.office());
        wish.put("securityOnly", false).put("validity", "P1D");
        wish.putArray("patches");
        wish.putArray("computers");
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
        String what = (installable ? "installable" : "missing") + " on " + computer.name() + " is " + wanted;
        Deadline.await(
                what,
                REPORTED,
                () -> findings(computer, installable).equals(wanted),
                () -> "but " + findings(computer, installable) + "\n" + lab.lastWords());
    }

    private Set<String> findings(Computer computer, boolean installable) {
        Set<String> found = new TreeSet<>();
        JsonNode page = lab.api().get("/computers/" + computer.id() + "/findings?state=missing&limit=1000");
        for (JsonNode finding : page.path("items")) {
            if (!installable || finding.path("state").asText().equals("MISSING")) {
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

    private boolean ended(String deployment) {
        try {
            List<JsonNode> tasks = tasks(deployment);
            return tasks.size() == lab.computers().size()
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

    private static List<String> finalStates(JsonNode task) {
        return all(task.path("trace")).stream()
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
        return lab.repositories().stream()
                .flatMap(r -> debs(r.directory()).stream())
                .filter(f -> !f.getFileName().toString().startsWith("lab-")
                        || NEW_IN_LAB.stream()
                                .anyMatch(n -> f.getFileName().toString().startsWith(n)))
                .mapToLong(f -> f.toFile().length())
                .sum();
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
