package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What somebody types, and what of it was written down. */
class HostileOptionsTest {
    @TempDir
    Path home;

    @Test
    @Fuzzes(Main.class)
    void wordsOfTheCommandLineAreTakenOrRefused() {
        Fuzz.of("words", "up --home dir --port-offset -100 --bind 127.0.0.1 --no-agent", "demo --computers=7 --seed -1")
                .declares(CommandLine.ParameterException.class)
                .sparingly()
                .within(64 << 20)
                .check(input -> {
                    String words = new String(input, StandardCharsets.UTF_8);
                    // A wrong word is quoted whole.
                    Main.line()
                            .parseArgs(words.substring(0, Math.min(words.length(), 1_500))
                                    .split(" "));
                });
    }

    @Test
    @Fuzzes(Settings.class)
    void whatAnInstanceWasStartedWithIsReadOrRefused() throws Exception {
        Instance instance = new Instance();
        instance.home = home;
        instance.create();
        new Settings(100, BindAddress.USUAL).save(instance);
        byte[] good = Files.readAllBytes(instance.settingsFile());
        Fuzz.of("settings", good)
                .declares(LauncherException.class)
                .sparingly()
                .within(64 << 20)
                .check(input -> {
                    Files.write(instance.settingsFile(), input);
                    Settings.load(instance);
                });
        Files.writeString(instance.settingsFile(), "portOffset=\\uzzzz");
        assertThatThrownBy(() -> Settings.choose(instance, Optional.empty(), Optional.empty()))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("cannot read");
    }
}
