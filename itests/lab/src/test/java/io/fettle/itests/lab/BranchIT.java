package io.fettle.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final String ORDINARY = "lab-daemon 2:1.0";
    private static final String HELD = "lab-held 1.1";
    private static final Set<String> BLOCKED = Set.of("lab-stuck 1.1", "lab-breaker 1.1");

    private final Lab lab = new Lab(Lab.cache().resolve("it"), BranchIT::say);
    private final HeadOffice headOffice = new HeadOffice(lab);

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
        assertThat(headOffice.findings(computer, state -> state.equals("HELD"))).isEqualTo(held);
        assertThat(headOffice.findings(computer, state -> state.equals("BLOCKED")))
                .isEqualTo(blocked);
        for (String name : List.of("lab-stuck", "lab-breaker")) {
            String obstacle = apt.obstacle(name);
            assertThat(headOffice.why(computer, name))
                    .as("why " + name + " is blocked")
                    .contains(obstacle);
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
            String before = headOffice.computer(computer).path("lastSeenAt").asText();
            assertThat(headOffice.ask(computer, "CHECK_IN_NOW")).isEqualTo("VIA_RELAY");
            taken.add(await("a woken check-in", WOKEN, () -> !headOffice
                    .computer(computer)
                    .path("lastSeenAt")
                    .asText()
                    .equals(before)));
        }
        Collections.sort(taken);
        assertThat(taken.get(WAKES / 2)).isLessThan(Duration.ofSeconds(1));
        say("a wake through the relay brought a check-in after "
                + taken.get(WAKES / 2).toMillis() + " ms (median of " + WAKES + ", slowest "
                + taken.get(WAKES - 1).toMillis() + " ms)");
    }

    /** What both computers wanted was pulled once, so some requests needed no transfer. */
    @Test
    @Order(3)
    void relayIsShownAsConnectedWithWhatItKeeps() {
        await(
                "the relay tells of its cache",
                REPORTED,
                () -> headOffice.relay().path("cache").path("hitRatio").asDouble() > 0);
        assertThat(headOffice.relay().path("connected").asBoolean()).isTrue();
        assertThat(headOffice.relay().path("version").asText()).isNotEmpty();
        assertThat(headOffice.relay().path("cache").path("files").asLong()).isPositive();
        assertThat(headOffice.relay().path("cache").path("pulledBytes").asLong())
                .isPositive();
        say("the relay says of itself: " + headOffice.relay());
    }

    @Test
    @Order(4)
    void branchGetsItsSecurityPatchesAlthoughTheWanBreaksAndTheRelayDies() {
        assertThat(lab.computers()).allSatisfy(c -> assertThat(headOffice.security(c))
                .contains("lab-tool 1.1")
                .doesNotContain(ORDINARY));
        long before = lab.network().wanBytes();
        long fetched = lab.api().metric(FETCHED);
        String deployment = headOffice.deploy("Security for the branch", List.of(), true);
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
                () -> headOffice.ended(deployment, lab.computers().size()));
        long used = lab.network().wanBytes() - before;
        long unique = uniqueBytes();
        say("the branch's WAN carried " + used + " bytes for " + unique + " unique ones ("
                + Math.round(100.0 * used / unique) + " %), two interruptions included");

        assertThat(headOffice.tasks(deployment))
                .as(() -> lab.api().get("/deployments/" + deployment + "/tasks") + lab.lastWords())
                .hasSize(lab.computers().size())
                .allSatisfy(task -> {
                    assertThat(task.path("state").asText()).isEqualTo("SUCCEEDED");
                    assertThat(HeadOffice.finalStates(task)).containsExactly("SUCCEEDED");
                    assertThat(HeadOffice.reasons(task)).doesNotContain("apply.healed");
                });
        for (Computer computer : lab.computers()) {
            Set<String> stays = new TreeSet<>(BLOCKED);
            stays.addAll(Set.of(HELD, ORDINARY));
            assertThat(new AptOracle(computer, lab.repositories()).upgradable()).isEqualTo(stays);
            assertThat(computer.run("dpkg", "--audit")).isEmpty();
            assertThat(computer.run("apt-mark", "showauto")).contains("lab-extra");
            assertThat(computer.run("apt-mark", "showmanual")).contains("lab-tool");
            awaitSame(computer, stays, false);
            assertThat(headOffice.security(computer)).isEmpty();
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
    @Order(5)
    void whatIsLeftFollows() {
        String deployment = headOffice.deploy("Everything for the branch", List.of(), false);
        await(
                "every task has ended",
                PATCHED,
                () -> headOffice.ended(deployment, lab.computers().size()));
        Set<String> stays = new TreeSet<>(BLOCKED);
        stays.add(HELD);
        for (Computer computer : lab.computers()) {
            assertThat(new AptOracle(computer, lab.repositories()).upgradable()).isEqualTo(stays);
            awaitSame(computer, stays, false);
            awaitSame(computer, Set.of(), true);
        }
    }

    @Test
    @Order(6)
    void computerThatNoWakeReachesIsPatchedAtItsNextPoll() {
        Computer computer = lab.computers().get(1);
        computer.run("apt-mark", "unhold", LabRepository.HELD);
        headOffice.ask(computer, "SCAN_NOW");
        awaitSame(computer, Set.of(HELD), true);
        lab.network().cutWakes(computer.name());
        String seen = headOffice.computer(computer).path("lastSeenAt").asText();
        String deployment = headOffice.deploy("What is no longer held", List.of(computer.id()), false);
        Deadline.pause(UNHEARD_MILLIS);
        assertThat(headOffice.computer(computer).path("lastSeenAt").asText()).isEqualTo(seen);
        assertThat(headOffice.tasks(deployment))
                .allSatisfy(task -> assertThat(task.path("state").asText()).isEqualTo("PLANNED"));

        computer.killAgent();
        lab.startAgent(computer);
        await("the task has ended", PATCHED, () -> headOffice.ended(deployment, 1));
        assertThat(headOffice.tasks(deployment))
                .allSatisfy(task -> assertThat(HeadOffice.finalStates(task)).containsExactly("SUCCEEDED"));
        awaitSame(computer, BLOCKED, false);
        assertThat(computer.run("dpkg-query", "-W", "-f=${Version}", LabRepository.HELD))
                .isEqualTo("1.1");
    }

    private void awaitReport(Computer computer) {
        await(
                computer.name() + " has reported and was evaluated",
                REPORTED,
                () -> headOffice.computer(computer).path("missing").isNumber()
                        && headOffice.computer(computer).path("missing").asInt() > 0);
    }

    /** Findings follow reports, so they are given time; what they are then is compared. */
    private void awaitSame(Computer computer, Set<String> wanted, boolean installable) {
        Predicate<String> state = installable ? "MISSING"::equals : any -> true;
        String what = (installable ? "installable" : "missing") + " on " + computer.name() + " is " + wanted;
        Deadline.await(
                what,
                REPORTED,
                () -> headOffice.findings(computer, state).equals(wanted),
                () -> "but " + headOffice.findings(computer, state) + "\n" + lab.lastWords());
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

    /** Of this machine's own mirror only upgrades were fetched; of the lab's packages those of its security suite are. */
    private List<Path> newDebs() {
        return lab.repositories().stream()
                .map(Repository::directory)
                .distinct()
                .flatMap(directory -> debs(directory).stream())
                .filter(deb -> !deb.getFileName().toString().startsWith("lab-")
                        || deb.getParent().endsWith("stable-security"))
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
