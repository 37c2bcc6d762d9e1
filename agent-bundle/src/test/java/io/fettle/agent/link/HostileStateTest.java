package io.fettle.agent.link;

import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.member.PrivateDirectory;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's own files on a disk that fails: numbers are never guessed, because none may be used twice. */
class HostileStateTest {
    @TempDir
    Path directory;

    @Test
    @Fuzzes({ReportSpool.class, SequenceBlocks.class})
    void numbersAreReadOrRefused() {
        PrivateDirectory files = PrivateDirectory.at(directory);
        ReportSpool spool = new ReportSpool(files);
        for (int i = 0; i < 3; i++) {
            spool.add(new TaskReport("t", TaskState.STAGED, Instant.EPOCH, List.of(), List.of()));
        }
        Fuzz.of("number", "17").declares(UncheckedIOException.class).sparingly().check(input -> {
            Files.write(files.file("sequence"), input);
            new SequenceBlocks(files, "sequence").next();
            Files.write(files.file("acknowledged"), input);
            new ReportSpool(files).oldest(1);
        });
    }
}
