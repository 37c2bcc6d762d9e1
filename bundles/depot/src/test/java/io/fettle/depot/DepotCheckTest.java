package io.fettle.depot;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepotCheckTest {
    @TempDir
    Path parent;

    @Test
    void newDepotIsReadyAndPrivate() throws IOException {
        Path directory = parent.resolve("state/depot");
        assertThat(new DepotCheck(directory, 0).check()).isEqualTo(Result.ok());
        assertThat(directory).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsLeftOfAnInterruptedCheckIsTakenAway() throws IOException {
        Files.write(parent.resolve("probe"), new byte[] {1});
        assertThat(new DepotCheck(parent, 0).check()).isEqualTo(Result.ok());
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void directoryThatCannotBeMadeIsNotReadyAndNamed() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "no directory");
        Path directory = file.resolve("depot");
        Result result = new DepotCheck(directory, 0).check();
        assertThat(result.ready()).isFalse();
        assertThat(result.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("depot.not_writable");
            assertThat(reason.parameters()).containsEntry("directory", directory.toString());
        });
    }

    @Test
    void directoryThatTakesNoFileIsNotReady() throws IOException {
        // A directory in the place of the probe: root, who runs these tests on some machines, may write anywhere else.
        Files.createDirectories(parent.resolve("probe/inside"));
        assertThat(new DepotCheck(parent, 0).check().reasons())
                .extracting(Reason::code)
                .containsExactly("depot.not_writable");
    }

    @Test
    void diskBelowItsFloorIsNotReady() {
        Result result = new DepotCheck(parent, Integer.MAX_VALUE).check();
        assertThat(result.ready()).isFalse();
        assertThat(result.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("depot.low_space");
            assertThat(reason.parameters())
                    .containsEntry("floor", Integer.toString(Integer.MAX_VALUE))
                    .containsKeys("free", "directory");
        });
    }
}
