package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    private final StringWriter printed = new StringWriter();
    private final StringWriter errors = new StringWriter();

    static Set<String> commands() {
        return Main.line().getSubcommands().keySet();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithAnExample(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(printed.toString()).contains("Usage: fettle " + command, "--help", "./fettle " + command + " ");
        assertThat(errors.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void unknownOptionIsNamedWithTheOnesThereAre(String command) {
        assertThat(run(command, "--unheard-of")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("fettle: ").contains("Usage: ./fettle " + command);
    }

    @Test
    void startSaysWhereItListens() {
        run("up", "--help");
        assertThat(printed.toString()).contains("--home", "--port-offset", "--bind", "--no-agent");
    }

    private int run(String... words) {
        return Main.line()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(errors, true))
                .execute(words);
    }
}
