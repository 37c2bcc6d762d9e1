package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** The script's own check of the options, which comes before a build. */
class OptionsTest {
    private static final Path SCRIPTS = Path.of("src/main/sh").toAbsolutePath();
    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
    private static final Map<String, String> EXAMPLES =
            Map.of("--home", "dir", "--port-offset", "-100", "--bind", "127.0.0.1", "--computers", "7", "--seed", "-1");

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo"})
    void everyOptionOfTheCommandPasses(String command) throws Exception {
        List<String> apart = new ArrayList<>(List.of(command));
        List<String> together = new ArrayList<>(List.of(command));
        for (OptionSpec option :
                Main.line().getSubcommands().get(command).getCommandSpec().options()) {
            String name = option.longestName();
            if (option.arity().max() > 0) {
                apart.addAll(List.of(name, EXAMPLES.get(name)));
                together.add(name + "=" + EXAMPLES.get(name));
            } else if (!option.usageHelp()) {
                apart.add(name);
            }
        }
        assertThat(check(apart)).isEqualTo("0 ");
        assertThat(check(together)).isEqualTo("0 ");
    }

    @ParameterizedTest
    @CsvSource({
        "up --port-ofset 7, there is no option '--port-ofset'",
        "up --unheard-of=7, there is no option '--unheard-of'",
        "up -x, there is no option '-x'",
        "up now, 'now' is no option",
        "up --seed 4, there is no option '--seed'",
        "demo --no-agent, there is no option '--no-agent'",
        "up --no-agent=yes, --no-agent takes no value",
        "up --home, --home needs a value",
        "up --bind --no-agent, --bind needs a value",
        "up --port-offset 1 --port-offset=2, --port-offset is there twice"
    })
    void whatIsMistypedIsNamed(String words, String reason) throws Exception {
        assertThat(check(List.of(words.split(" "))))
                .isEqualTo("2 fettle: " + reason + "; ./fettle " + words.substring(0, words.indexOf(' '))
                        + " --help tells more\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "-", "1e3", "-8020", "57153", "99999999999999999999", "1 2"})
    void portsThatDoNotExistAreRefused(String offset) throws Exception {
        assertThat(check(List.of("up", "--port-offset=" + offset)))
                .startsWith("2 fettle: --port-offset needs a whole number from -8019 to 57152, not '" + offset + "'");
    }

    @ParameterizedTest
    @CsvSource({"--computers, 0", "--computers, 100001", "--computers, some", "--seed, blue"})
    void numbersOfTheDemoAreChecked(String option, String value) throws Exception {
        assertThat(check(List.of("demo", option, value))).startsWith("2 fettle: " + option + " needs a whole number");
    }

    @Test
    void addressOfAnotherMachineIsRefusedInOneLine() throws Exception {
        assertThat(check(List.of("up", "--bind", "203.0.113.77")))
                .isEqualTo(
                        "2 fettle: '203.0.113.77' is no address of this machine; choose another one with --bind ADDR\n");
    }

    /** Exit status and what was said. */
    private static String check(List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-euc",
                "here=$1; shift; . '" + SCRIPTS + "/prerequisites.sh'; . '" + SCRIPTS
                        + "/options.sh'; check_options \"$@\"",
                "sh",
                CHECKOUT.toString()));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + said;
    }
}
