package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path home;

    private final Instance instance = new Instance();

    @BeforeEach
    void useHome() {
        instance.home = home;
        instance.create();
    }

    @Test
    void whatWasSaidBeforeStaysWhereNothingIsSaidNow() {
        Settings.choose(instance, Optional.of(41_000), Optional.empty());
        Settings again = Settings.choose(instance, Optional.empty(), Optional.empty());
        assertThat(again).isEqualTo(new Settings(41_000, BindAddress.USUAL));
        assertThat(Settings.load(instance)).isEqualTo(again);
    }

    @Test
    void whatCannotBeIsNotWrittenDown() {
        assertThatThrownBy(() -> Settings.choose(instance, Optional.of(99_999), Optional.empty()))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("--port-offset");
        assertThatThrownBy(() -> Settings.choose(instance, Optional.empty(), Optional.of("203.0.113.9")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("--bind");
        assertThat(Files.exists(instance.settingsFile())).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anotherLoopbackAddressIsKeptForLater() {
        Settings.choose(instance, Optional.of(41_000), Optional.of("127.0.0.2"));
        assertThat(Settings.load(instance).url()).isEqualTo("https://127.0.0.2:49383/");
        assertThat(Settings.choose(instance, Optional.empty(), Optional.empty()).bind())
                .isEqualTo(new BindAddress("127.0.0.2"));
    }

    @Test
    void aServerThatRunsKeepsItsAddressAndSaysSo() throws Exception {
        Settings.choose(instance, Optional.of(41_000), Optional.empty());
        pretendToRun("server");
        assertThatThrownBy(() -> Settings.choose(instance, Optional.empty(), Optional.of("0.0.0.0")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("--port-offset 41000 --bind 127.0.0.1")
                .hasMessageContaining("./fettle stop");
        assertThat(Settings.load(instance).bind()).isEqualTo(BindAddress.USUAL);
    }

    /** This process stands for the part. */
    private void pretendToRun(String part) throws Exception {
        ProcessHandle self = ProcessHandle.current();
        long began = self.info().startInstant().orElseThrow().toEpochMilli();
        Files.createDirectories(instance.state(part));
        Files.writeString(instance.state(part).resolve("process"), self.pid() + " " + began + "\n");
    }
}
