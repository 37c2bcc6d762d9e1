package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        assertThat(again).isEqualTo(new Settings(41_000, "127.0.0.1"));
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
}
