package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path directory;

    @Test
    void lastLinesOfALargeLogAreShown() throws Exception {
        Path log = Files.writeString(directory.resolve("log"), "earlier\n".repeat(100_000) + "last\n");
        assertThat(LogTail.of(log).lines()).hasSize(15).last().isEqualTo("last");
    }

    @Test
    void whatAnEarlierRunWroteIsNotShown() throws Exception {
        Path log = Files.writeString(directory.resolve("log"), "earlier\nlater\n");
        assertThat(LogTail.since(log, 8)).isEqualTo("later");
        assertThat(LogTail.since(log, 14)).isEmpty();
        assertThat(LogTail.since(log, 99)).as("it began anew").isEqualTo("earlier\nlater");
    }

    @Test
    void bytesThatAreNoTextDoNotHideTheRest() throws Exception {
        Path log = Files.write(directory.resolve("log"), new byte[] {'a', '\n', (byte) 0xff, '\n', 'b'});
        assertThat(LogTail.of(log)).startsWith("a\n").endsWith("\nb");
    }

    @Test
    void stackTraceInOneLineDoesNotFillTheScreen() throws Exception {
        Path log = Files.writeString(directory.resolve("log"), "x".repeat(5000) + "\nshort\n");
        assertThat(LogTail.of(log)).isEqualTo("x".repeat(400) + " ...\nshort");
    }
}
