package io.fettle.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAuditTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("audit.log");
    }

    @Test
    void entryIsOneLineWithItsDetailsSorted() throws Exception {
        new FileAudit(file).record(entry("computer:a", Map.of("b", "2", "a", "1")));
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0)).startsWith("2026-01-01T00:00:00Z\tcomputer:a\ttest\t\tREFUSED\ta=1\tb=2\t");
    }

    @Test
    void chainGoesOnOverARestart() throws Exception {
        FileAudit first = new FileAudit(file);
        first.record(entry("one", Map.of()));
        first.record(entry("two", Map.of()));
        new FileAudit(file).record(entry("three", Map.of()));
        assertThat(lines()).hasSize(3);
        assertChained(lines());
    }

    @Test
    void changedLineBreaksTheChain() throws Exception {
        FileAudit audit = new FileAudit(file);
        audit.record(entry("one", Map.of()));
        audit.record(entry("two", Map.of()));
        Files.writeString(file, Files.readString(file).replace("\tone\t", "\tnobody\t"));
        List<String> lines = lines();
        assertThat(Digest.of(content(lines.get(0)).getBytes(StandardCharsets.UTF_8))
                        .hex())
                .isNotEqualTo(hash(lines.get(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r\nb",
                "a\tb",
                "a\u0000b",
                "a\u001b[2Jb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u009bb"
            })
    void hostileNameStaysOnItsLineAndInItsColumn(String name) throws Exception {
        new FileAudit(file).record(entry(name, Map.of(name, name)));
        assertThat(Files.readString(file).lines()).hasSize(1);
        assertThat(lines().get(0).split("\t")).hasSize(7);
        assertThat(lines().get(0)
                        .chars()
                        .filter(c -> c != '\t')
                        .filter(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR))
                .isEmpty();
    }

    @Test
    void lineThatACrashCutOffStaysAloneAndTheNextIsChainedToTheLastWhole() throws Exception {
        FileAudit audit = new FileAudit(file);
        audit.record(entry("one", Map.of()));
        audit.record(entry("two", Map.of()));
        byte[] cut = "2026-01-01T00:00:00Z\tsm\u00f6".getBytes(StandardCharsets.UTF_8);
        Files.write(file, java.util.Arrays.copyOf(cut, cut.length - 1), StandardOpenOption.APPEND);
        new FileAudit(file).record(entry("three", Map.of()));
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines).hasSize(4);
        assertChained(List.of(lines.get(0), lines.get(1), lines.get(3)));
    }

    @Test
    void fullFileIsPutAsideAndTheChainGoesOn() throws Exception {
        FileAudit audit = new FileAudit(file);
        audit.record(entry("one", Map.of("filler", "x".repeat(17 << 20))));
        audit.record(entry("two", Map.of()));
        assertThat(lines()).hasSize(1);
        Path aside = directory.resolve("audit.log.1");
        String before = hash(Files.readString(aside).strip());
        assertThat(hash(lines().get(0)))
                .isEqualTo(Digest.of((before + content(lines().get(0))).getBytes(StandardCharsets.UTF_8))
                        .hex());
    }

    private static void assertChained(List<String> lines) {
        String before = "";
        for (String line : lines) {
            String expected = Digest.of((before + content(line)).getBytes(StandardCharsets.UTF_8))
                    .hex();
            assertThat(hash(line)).as(line).isEqualTo(expected);
            before = expected;
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    private static String content(String line) {
        return line.substring(0, line.lastIndexOf('\t'));
    }

    private static String hash(String line) {
        return line.substring(line.lastIndexOf('\t') + 1);
    }

    private static AuditEntry entry(String actor, Map<String, String> details) {
        return new AuditEntry(Instant.parse("2026-01-01T00:00:00Z"), actor, "test", "", AuditOutcome.REFUSED, details);
    }
}
