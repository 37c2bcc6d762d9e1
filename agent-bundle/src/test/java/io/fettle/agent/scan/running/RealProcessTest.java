package io.fettle.agent.scan.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.running.StaleService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A real process of this computer, whose program and library are replaced while it runs, as dpkg does it. */
@EnabledIf("hasSleep")
class RealProcessTest {
    private static final Path SLEEP = Path.of("/bin/sleep");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private Process process;

    static boolean hasSleep() {
        boolean sleep = Files.isExecutable(SLEEP) && Files.isDirectory(Path.of("/proc/self"));
        if (!sleep) {
            System.err.println(
                    "LEFT OUT: replaced files of a real process, because there is no /proc or no /bin/sleep");
        }
        return sleep;
    }

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly();
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void replacedProgramIsSeenAndNeitherAnUntouchedNorARemovedOne() throws Exception {
        Path program = Files.copy(SLEEP, temp.resolve("fettle-nap"));
        start(program);
        assertThat(mine()).isEmpty();
        replace(program);
        assertThat(mine()).extracting(StaleService::files).containsExactly(List.of("fettle-nap"));
        Files.delete(program);
        assertThat(mine()).isEmpty();
    }

    @Test
    void replacedLibraryIsSeen() throws Exception {
        Path library = Files.copy(libraryOfSleep(), temp.resolve("libnap-1.0.so"));
        start(SLEEP, "LD_PRELOAD=" + library);
        assertThat(mine()).isEmpty();
        Files.delete(library);
        Files.writeString(temp.resolve("libnap.so.2"), "another version");
        assertThat(mine()).extracting(StaleService::files).containsExactly(List.of("libnap-1.0.so"));
    }

    private void start(Path program, String... environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "600");
        for (String variable : environment) {
            builder.environment().put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        }
        process = builder.start();
        // It maps its files itself, after its start.
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!maps().contains(temp.toString())) {
            assertThat(process.isAlive()).isTrue();
            assertThat(System.nanoTime() - end).as("mapped its files in time").isNegative();
            Thread.onSpinWait();
        }
    }

    private String maps() throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/maps"), StandardCharsets.ISO_8859_1);
    }

    /** The new file comes under another name and takes the place of the old one. */
    private static void replace(Path file) throws IOException {
        Path coming = file.resolveSibling(file.getFileName() + ".dpkg-new");
        Files.writeString(coming, "another version");
        Files.move(coming, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path libraryOfSleep() throws IOException {
        String own = Files.readString(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1);
        return own.lines()
                .filter(line -> line.matches(".*/libm[.-][^/]*"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .findFirst()
                .orElseThrow();
    }

    /** This process alone: nothing else has files in our directory. */
    private List<StaleService> mine() {
        ProcessTable table =
                new ProcessTable(Path.of("/proc"), new CodeFile(Path.of("/"), List.of(temp + "/")), System::nanoTime);
        table.look();
        return table.stale();
    }
}
