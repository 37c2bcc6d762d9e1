package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    private static final Settings SETTINGS = new Settings(12_000, BindAddress.USUAL);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Instance instance;

    @BeforeEach
    void create() throws Exception {
        instance = new Instance(directory.resolve("programs/current"));
        instance.home = directory;
        Path script = instance.program("server").resolve("bin/fettle-server");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\necho no memory\nexit 1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void afterAStartThatFailedTheNextOneBeginsWithAFreshPlatform() throws Exception {
        Path version = instance.state("server").resolve("runtime/version");
        Files.createDirectories(version.getParent());
        Files.writeString(version, "1 2\n");
        assertThatThrownBy(server()::ensureRunning)
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("./fettle up tries again")
                .hasMessageContaining("no memory");
        assertThat(version)
                .as("what tells the start script to keep the platform")
                .doesNotExist();
    }

    @Test
    void aServerThatIsFoundDyingIsStartedAgain() throws Exception {
        Process dying = new ProcessBuilder("/bin/sh", "-c", "read end").start();
        long began = dying.info().startInstant().orElseThrow().toEpochMilli();
        Files.createDirectories(instance.state("server"));
        Files.writeString(instance.state("server").resolve("process"), dying.pid() + " " + began + "\n");
        Thread killer = new Thread(() -> killOnceWaitedFor(dying));
        killer.start();
        assertThatThrownBy(server()::ensureRunning)
                .as("its script is run, which here says so and fails")
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("no memory");
        killer.join();
    }

    /** Its line appears when it was found running. */
    private void killOnceWaitedFor(Process dying) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (shown.size() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        dying.destroyForcibly();
    }

    private ServerProcess server() {
        return new ServerProcess(
                instance, SETTINGS, new Progress(new PrintStream(shown, true, StandardCharsets.UTF_8), false));
    }
}
