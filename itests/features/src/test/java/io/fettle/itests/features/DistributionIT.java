package io.fettle.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.distribution.Distribution;
import io.fettle.itests.distribution.Inspection;
import io.fettle.itests.distribution.RunningDistribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionIT {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    private static final boolean HAS_PROC = Files.isDirectory(Path.of("/proc/self/fd"));

    @TempDir
    Path directory;

    /** Two builds of the same sources are the same bytes; what would differ first is times, owners and the paths of the machine. */
    @ParameterizedTest
    @ValueSource(strings = {"server", "relay", "agent"})
    void archiveSaysNothingOfItsBuild(String name) throws Exception {
        Set<String> told = new TreeSet<>();
        Process tar = new ProcessBuilder(
                        "tar",
                        "--numeric-owner",
                        "--full-time",
                        "-tvzf",
                        System.getProperty("fettle.distribution." + name, ""))
                .start();
        try (BufferedReader lines = tar.inputReader()) {
            // -rw-r--r-- 0/0 1231 2026-01-01 00:00:00 path
            lines.lines()
                    .map(line -> line.split(" +"))
                    .forEach(entry -> told.add(entry[1] + " " + entry[3] + " " + entry[4]));
        }
        assertThat(tar.waitFor()).isZero();
        assertThat(told).containsExactly("0/0 2026-01-01 00:00:00");
        Path checkout = Path.of("../..").toRealPath();
        assertThat(filesOf(Distribution.unpack(name, directory).program().resolve("etc")))
                .filteredOn(Files::isRegularFile)
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(checkout.toString()));
    }

    @Test
    void serverBootsSoundAndOpensItsThreePortsOnly() throws IOException {
        Distribution server = Distribution.unpack("server", directory);
        List<Integer> chosen = server.chooseFreePorts();
        Set<Integer> ports = new TreeSet<>(chosen);
        boot(server, Inspection::sound, running -> {
            assertThat(running.inspection().faults())
                    .as("what is not up; console: %s", running.console())
                    .isEmpty();
            if (HAS_PROC) {
                running.await(r -> r.listeningPorts().equals(ports), BOOT_LIMIT);
                assertThat(running.listeningPorts()).isEqualTo(ports);
            }
            String plain = "http://127.0.0.1:" + chosen.get(0);
            running.await(r -> answers(plain + "/health/live"), BOOT_LIMIT);
            assertThat(answers(plain + "/health/live"))
                    .as("health is there without TLS too")
                    .isTrue();
            running.await(r -> answers(plain + "/health/ready"), BOOT_LIMIT);
            assertThat(body(plain + "/health/ready"))
                    .as("a server with nothing in it is ready, and each check that it needs is there")
                    .isEqualTo(
                            "{\"ready\":true,\"checks\":{\"assessment\":true,\"catalog\":true,\"depot\":true,\"persistence\":true,"
                                    + "\"security\":true}}");
            assertThat(get(plain + "/metrics").orElseThrow().statusCode())
                    .as("metrics answer to nobody in the clear, and lead nowhere")
                    .isEqualTo(401);
            assertThat(get(plain + "/").orElseThrow().headers().firstValue("Location"))
                    .as("beside them the console is led to")
                    .contains("https://127.0.0.1:" + chosen.get(1) + "/");
        });
    }

    @Test
    void relayWaitsForItsEnrolmentWithEveryDoorShut() throws IOException {
        boot(Distribution.unpack("relay", directory), Inspection::booted, running -> {
            assertThat(running.inspection().faults())
                    .as("only what needs the relay's identity waits")
                    .allMatch(fault -> fault.contains("component io.fettle.relay.")
                            || fault.contains("component io.fettle.gateway.")
                            || fault.contains("component io.fettle.notification."));
            noPorts(running);
        });
    }

    @Test
    void enrolledRelayIsSoundAndOpensItsThreePortsOnly() throws Exception {
        Distribution office = Distribution.unpack("server", directory.resolve("office"));
        List<Integer> officePorts = office.chooseFreePorts();
        Distribution relay = Distribution.unpack("relay", directory.resolve("branch"));
        Set<Integer> ports = new TreeSet<>(relay.chooseFreePorts());
        relay.withOption("-Dfettle.relay.servers=localhost:" + officePorts.get(1));
        try (RunningDistribution server = office.start()) {
            server.awaitInspection(Inspection::sound, BOOT_LIMIT);
            server.await(s -> answers("http://127.0.0.1:" + officePorts.get(0) + "/health/live"), BOOT_LIMIT);
            Files.writeString(relay.state().resolve("enrol.token"), RelayToken.of(office.state(), officePorts.get(1)));
            boot(relay, Inspection::sound, running -> {
                assertThat(running.inspection().faults())
                        .as("what is not up; console: %s", running.console())
                        .isEmpty();
                if (HAS_PROC) {
                    running.await(r -> r.listeningPorts().equals(ports), BOOT_LIMIT);
                    assertThat(running.listeningPorts()).isEqualTo(ports);
                }
            });
        }
    }

    @Test
    void agentBootsSoundAndListensNowhere() throws IOException {
        boot(Distribution.unpack("agent", directory), Inspection::sound, running -> {
            assertThat(running.inspection().faults())
                    .as("what is not up; console: %s", running.console())
                    .isEmpty();
            noPorts(running);
        });
    }

    private static void boot(Distribution distribution, Predicate<Inspection> up, Consumer<RunningDistribution> check)
            throws IOException {
        Set<Path> programBefore = filesOf(distribution.program());
        try (RunningDistribution running = distribution.start()) {
            Inspection inspection = running.awaitInspection(up, BOOT_LIMIT);
            assertThat(inspection.booted()).as("boot finished").isTrue();
            check.accept(running);
            assertThat(running.log())
                    .noneMatch(line -> line.contains("Circular reference"))
                    .noneMatch(line -> line.contains(" ERROR "));
            assertThat(running.stop()).as("ends by itself when asked to").isTrue();
        }
        assertThat(filesOf(distribution.program()))
                .as("the program's directory is not written to")
                .isEqualTo(programBefore);
    }

    static boolean answers(String address) {
        return get(address).filter(response -> response.statusCode() == 200).isPresent();
    }

    private static String body(String address) {
        return get(address).map(HttpResponse::body).orElse("");
    }

    private static Optional<HttpResponse<String>> get(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return Optional.of(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void noPorts(RunningDistribution running) {
        if (HAS_PROC) {
            assertThat(running.listeningPorts()).isEmpty();
        }
    }

    private static Set<Path> filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return new TreeSet<>(files.toList());
        }
    }
}
