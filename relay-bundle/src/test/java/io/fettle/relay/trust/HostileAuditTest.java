package io.fettle.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileAuditTest {
    @TempDir
    Path directory;

    /** Whatever is in the file: what comes next is a whole line of its own. */
    @Test
    @Fuzzes(FileAudit.class)
    void itGoesOnBehindWhateverIsThere() throws Exception {
        Path file = directory.resolve("audit.log");
        new FileAudit(file).record(entry());
        new FileAudit(file).record(entry());
        Fuzz.of("audit", Files.readAllBytes(file)).lenient().sparingly().check(input -> {
            Files.write(file, input);
            new FileAudit(file).record(entry());
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            String last = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
            assertThat(last)
                    .startsWith("2026-01-01T00:00:00Z\tcomputer:a\ttest\t")
                    .endsWith("\n");
        });
    }

    private static AuditEntry entry() {
        return new AuditEntry(
                Instant.parse("2026-01-01T00:00:00Z"), "computer:a", "test", "", AuditOutcome.REFUSED, Map.of());
    }
}
