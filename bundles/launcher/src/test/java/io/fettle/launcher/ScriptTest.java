package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./fettle} does before anything is built or started. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../../fettle").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @Test
    void helpListsEveryCommand() throws Exception {
        String help = run("--help");
        assertThat(help).startsWith("0 Usage: ./fettle COMMAND");
        List<String> commands = new ArrayList<>(Main.line().getSubcommands().keySet());
        commands.addAll(List.of("lab", "bench", "check"));
        assertThat(commands).allSatisfy(command -> assertThat(help).contains("\n  " + command + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "bench", "check"})
    void heavySuitesExplainThemselvesWithoutABuild(String command) throws Exception {
        assertThat(run(command, "--help"))
                .startsWith("0 Usage: ./fettle " + command)
                .contains("Example: ./fettle");
    }

    @Test
    void wrongCommandIsNamed() throws Exception {
        assertThat(run("upp")).startsWith("2 fettle: there is no command 'upp'");
        assertThat(run()).startsWith("2 Usage: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "stop", "logs", "reset-password", "up --help", "api GET /api/v1/computers"})
    void whatOnlyReadsMakesNothing(String words) throws Exception {
        run(words.split(" "));
        assertThat(home()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a;b", "a\"b"})
    void homeThatJavaCannotBeToldOfIsRefused(String name) throws Exception {
        assertThat(run("up", "--home", directory.resolve(name).toString()))
                .startsWith("2 fettle: the directory")
                .contains("--home");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --port-ofset 7",
                "up --port-offset many",
                "up --bind 203.0.113.77",
                "demo --no-agent",
                "up now"
            })
    void whatIsMistypedIsSaidInOneLineBeforeAnythingIsMade(String words) throws Exception {
        String said = run(words.split(" "));
        assertThat(said).startsWith("2 fettle: ").contains("--");
        assertThat(said.lines()).hasSize(1);
        assertThat(home()).doesNotExist();
    }

    private Path home() {
        return directory.resolve("home");
    }

    private String run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString()));
        command.addAll(List.of(words));
        return answer(new ProcessBuilder(command));
    }

    /** Exit status and what was said. */
    private String answer(ProcessBuilder builder) throws Exception {
        builder.environment().put("FETTLE_HOME", home().toString());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + said;
    }
}
