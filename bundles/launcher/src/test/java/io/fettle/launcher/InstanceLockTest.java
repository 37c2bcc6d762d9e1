package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceLockTest {
    @TempDir
    Path directory;

    private final Instance instance = new Instance();

    @BeforeEach
    void create() {
        instance.home = directory.resolve("home");
        instance.create();
    }

    @Test
    void isForOneAtATimeAndThenForTheNext() {
        try (InstanceLock first = InstanceLock.take(instance)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> InstanceLock.take(instance))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("another ./fettle up")
                    .hasMessageContaining(instance.home.toString());
        }
        InstanceLock.take(instance).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo"})
    void whoeverStartsThePartsHasToHaveIt(String command) {
        StringWriter errors = new StringWriter();
        try (InstanceLock first = InstanceLock.take(instance)) {
            assertThat(first).isNotNull();
            int status = Main.line()
                    .setErr(new PrintWriter(errors, true))
                    .execute(command, "--home=" + instance.home, "--port-offset=41000");
            assertThat(status).isEqualTo(1);
        }
        assertThat(errors.toString()).contains("another ./fettle up");
        assertThat(instance.settingsFile()).doesNotExist();
    }
}
