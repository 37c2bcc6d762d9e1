package io.fettle.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.distribution.Distribution;
import io.fettle.itests.distribution.Inspection;
import io.fettle.itests.distribution.RunningDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionIT {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    private static final boolean HAS_PROC = Files.isDirectory(Path.of("/proc/self/fd"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"server", "relay", "agent"})
    void bootsSoundAndOpensNoPortByItself(String name) throws IOException {
        Distribution distribution = Distribution.unpack(name, directory);
        Set<Path> programBefore = filesOf(distribution.program());
        try (RunningDistribution running = distribution.start()) {
            Inspection inspection = running.awaitInspection(Inspection::sound, BOOT_LIMIT);

            assertThat(inspection.faults())
                    .as("what is not up; console: %s", running.console())
                    .isEmpty();
            assertThat(inspection.booted()).as("boot finished").isTrue();
            assertThat(running.log())
                    .noneMatch(line -> line.contains("Circular reference"))
                    .noneMatch(line -> line.contains(" ERROR "));
            if (HAS_PROC) {
                assertThat(running.listeningPorts()).isEmpty();
            }
            assertThat(running.stop()).as("ends by itself when asked to").isTrue();
        }
        assertThat(filesOf(distribution.program()))
                .as("the program's directory is not written to")
                .isEqualTo(programBefore);
    }

    private static Set<Path> filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return new TreeSet<>(files.toList());
        }
    }
}
