package io.fettle.itests.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.itests.up.Command.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./fettle up}, twice, by a normal user, on the very machine; needs the mirrors that its apt uses. */
@Tag("live")
class UpIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("fettle.checkout"));
    private static final Duration FIRST = Duration.ofMinutes(8);
    /** Takes seconds; the rest is for a machine that does much else. */
    private static final Duration AGAIN = Duration.ofMinutes(2);

    private static final Pattern SUMMARY =
            Pattern.compile("(?m)^(\\d+) packages, (\\d+) patches missing, (\\d+) of them security$");
    private static final List<Integer> PORTS = List.of(8020, 8383, 8027);

    @TempDir
    static Path directory;

    private static Path home;
    private static int offset;
    private static Command user;
    private static OwnApt apt;
    private static Ended first;
    private static int audited;
    private static Ended second;

    @BeforeAll
    static void upTwice() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path aptConfig = OwnApt.withADeadRepository(directory);
        user = new Command(directory, Map.of("APT_CONFIG", aptConfig.toString()));
        Command plain = new Command(directory, Map.of());
        String missing = missing(plain);
        if (missing.isEmpty()) {
            apt = new OwnApt(plain, directory.resolve("apt"));
            missing = apt.update();
        }
        String why = missing;
        if (!why.isEmpty()) {
            System.out.println("LEFT OUT: ./fettle up on this machine, because " + why);
        }
        Assumptions.assumeTrue(why.isEmpty(), () -> why);
        home = directory.resolve("home");
        offset = freeOffset();
        first = fettle(FIRST, "up", "--home", home.toString(), "--port-offset", Integer.toString(offset));
        audited = audit().size();
        second = fettle(AGAIN, "up", "--home", home.toString());
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (home != null) {
            assertThat(fettle(AGAIN, "stop", "--home", home.toString()).status())
                    .isZero();
        }
    }

    private static String missing(Command user) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get")) || !Files.exists(Path.of("/var/lib/dpkg/status"))) {
            return "it has no apt";
        }
        if (Command.isRoot() && !Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            return "setpriv is missing, so root cannot become a normal user";
        }
        boolean readable = user.run(
                                AGAIN,
                                List.of(
                                        "test",
                                        "-r",
                                        CHECKOUT.resolve("pom.xml").toString()))
                        .status()
                == 0;
        return readable ? "" : "a normal user cannot read " + CHECKOUT;
    }

    private static int freeOffset() throws IOException {
        for (int candidate = 11_000; candidate < 30_000; candidate += 100) {
            if (allFree(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("No three ports are free");
    }

    private static boolean allFree(int candidate) {
        for (int port : PORTS) {
            try (ServerSocket free = new ServerSocket(port + candidate, 1, InetAddress.getLoopbackAddress())) {
                assertThat(free.isBound()).isTrue();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }

    private static Ended fettle(Duration limit, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(CHECKOUT.resolve("fettle").toString()));
        all.addAll(List.of(words));
        return user.run(limit, all);
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        Ended ended = fettle(AGAIN, "api", "GET", path, "--home", home.toString());
        assertThat(ended.status()).as(ended.output()).isZero();
        return new ObjectMapper().readTree(ended.output());
    }

    private static List<String> audit() throws IOException, InterruptedException {
        List<String> actions = new ArrayList<>();
        get("/api/v1/audit?limit=1000")
                .path("items")
                .forEach(e -> actions.add(e.path("action").asText()));
        return actions.stream().filter(action -> action.startsWith("source.")).toList();
    }

    @Test
    void theFirstEndsWithTheSummary() {
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output())
                .containsPattern(SUMMARY)
                .containsPattern("https://localhost:" + (8383 + offset) + "/ - user admin, one-time password \\S+")
                .contains("root.pem");
    }

    @Test
    void theRepositoryThatIsNotThereIsNamedAndStopsNothingElse() {
        assertThat(first.output()).contains("Not imported: " + OwnApt.DEAD);
        Matcher summary = SUMMARY.matcher(first.output());
        assertThat(summary.find()).isTrue();
        assertThat(Integer.parseInt(summary.group(1))).isPositive();
    }

    @Test
    void missingIsWhatAptCallsUpgradable() throws IOException, InterruptedException {
        String id = get("/api/v1/computers").path("items").get(0).path("id").asText();
        Set<String> ours = new TreeSet<>();
        for (String next = "/api/v1/computers/" + id + "/findings?state=missing&limit=500"; next != null; ) {
            JsonNode page = get(next);
            page.path("items")
                    .forEach(f -> ours.add(f.path("package").asText()
                            + ' '
                            + f.path("arch").asText()
                            + ' '
                            + f.path("candidate").asText()));
            next = page.path("next").isNull() ? null : page.path("next").asText();
        }
        assertThat(ours).isEqualTo(apt.upgradable());
    }

    @Test
    void theSecondShowsNoPasswordAndChangesNothing() throws IOException, InterruptedException {
        assertThat(second.status()).as(second.output()).isZero();
        assertThat(second.output()).containsPattern(SUMMARY).doesNotContain("one-time password");
        assertThat(second.output()).contains("a lost password: ./fettle reset-password");
        assertThat(audit()).hasSize(audited);
    }

    @Test
    void onlyThreePortsListenAndOnlyOnLoopback() throws IOException {
        Set<String> expected = new TreeSet<>();
        PORTS.forEach(port -> expected.add("127.0.0.1:" + (port + offset)));
        assertThat(Listeners.of(home.toString())).isEqualTo(expected);
    }
}
