package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class InstanceTest {
    @TempDir
    Path directory;

    private final Instance instance = new Instance();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void create() {
        instance.home = directory.resolve("home");
        instance.create();
    }

    @Test
    void homeIsForItsOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(instance.home)))
                .isEqualTo("rwx------");
    }

    @Test
    void settingsAreFoundAgain() {
        Settings settings = new Settings(100, new BindAddress("0.0.0.0"));
        settings.save(instance);
        assertThat(Settings.load(instance)).isEqualTo(settings);
        assertThat(settings.url()).isEqualTo("https://localhost:8483/");
    }

    @Test
    void withoutSettingsThereIsNoInstance() {
        assertThatThrownBy(() -> Settings.load(instance))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("./fettle up");
    }

    @Test
    void damagedSettingsSayWhatToDo() throws Exception {
        Files.writeString(instance.settingsFile(), "portOffset=many\n");
        assertThatThrownBy(() -> Settings.load(instance))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("instance.properties")
                .hasMessageContaining("remove it");
    }

    @Test
    void processIsKnownByItsIdAndTheTimeItBegan() throws Exception {
        ProcessHandle self = ProcessHandle.current();
        long began = self.info().startInstant().map(Instant::toEpochMilli).orElseThrow();
        remember(self.pid() + " " + began);
        assertThat(part().running()).contains(self);
        remember(self.pid() + " " + (began + 1000));
        assertThat(part().running())
                .as("the id belongs to somebody else by now")
                .isEmpty();
        assertThat(part().stop()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "abc def", "-1 0", "1 2 3", "99999999999 1", "1 -1", "1;2 3"})
    void whatIsNoProcessDoesNotRun(String line) throws Exception {
        remember(line);
        assertThat(part().running()).isEmpty();
        assertThat(part().stop()).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatHasEndedDoesNotRunThoughNobodyAskedHow() throws Exception {
        Process careless = new ProcessBuilder("/bin/sh", "-c", "true & echo $!; exec cat").start();
        try (BufferedReader words = careless.inputReader()) {
            String child = words.readLine();
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (!Files.readString(Path.of("/proc", child, "stat")).contains(") Z ")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            remember(child + " 0");
            assertThat(part().running()).isEmpty();
        } finally {
            careless.destroyForcibly();
        }
    }

    @Test
    void portThatIsTakenIsNamedWithTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int offset = taken.getLocalPort() - Instance.http(0);
            assertThatThrownBy(() -> Ports.requireFree(new Settings(offset, BindAddress.USUAL)))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1")
                    .hasMessageContaining("--port-offset");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-8020, -100_000, 57_153, 1_000_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void portsThatDoNotExistAreRefusedInWords(int offset) {
        assertThatThrownBy(() -> Ports.requireFree(new Settings(offset, BindAddress.USUAL)))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("--port-offset");
    }

    @ParameterizedTest
    @CsvSource({
        "--version,0",
        "--help,0",
        "'',2",
        "unheard-of,2",
        "status --unheard-of,2",
        "up --port-offset many,2",
        "logs kitchen,2",
        "status,1",
        "reset-password ROOT!,2",
        "api GET api/v1/computers,2"
    })
    void exitStatusTellsDoneFailedAndMisspelt(String words, int status) {
        assertThat(run(words)).isEqualTo(status);
    }

    @Test
    void failureIsOneSentenceWithoutAStackTrace() {
        run("status");
        assertThat(errors.toString())
                .startsWith("fettle: there is no instance in")
                .doesNotContain("\tat ");
        assertThat(errors.toString().lines()).hasSize(1);
    }

    @Test
    void stoppingWhatDoesNotRunIsNoFailure() {
        assertThatCode(() -> assertThat(run("stop")).isZero()).doesNotThrowAnyException();
    }

    private int run(String words) {
        CommandLine line = Main.line();
        line.setErr(new PrintWriter(errors, true));
        line.setOut(new PrintWriter(new StringWriter(), true));
        if (words.isEmpty()) {
            return line.execute();
        }
        String[] given = words.split(" ");
        if (given[0].startsWith("--") || given[0].equals("unheard-of")) {
            return line.execute(given);
        }
        String[] all = java.util.Arrays.copyOf(given, given.length + 1);
        all[given.length] = "--home=" + instance.home;
        return line.execute(all);
    }

    private Part part() {
        return new Part("server", instance);
    }

    private void remember(String line) throws Exception {
        Files.createDirectories(instance.state("server"));
        Files.writeString(instance.state("server").resolve("process"), line + "\n");
    }
}
