package io.fettle.catalog.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Reference;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records that a disk damaged: their digest tells, and so they are as hard to believe as any other input. */
class HostileRecordsTest {
    private static final CveId CVE = new CveId("CVE-2024-1086");
    private static final Rating RATING = new Rating(Rating.Scale.CVSS_V3, Severity.CRITICAL, "CVSS:3.1/AV:N", "NVD");

    @Test
    @Fuzzes({AdvisoryCodec.class, Fields.class})
    void advisoriesAreReadOrRefused() {
        Advisory advisory = Advisory.of("DSA-1-1")
                .revision("2")
                .type(Advisory.Type.SECURITY)
                .title("linux: é")
                .summary("words")
                .published(Instant.EPOCH)
                .ratings(List.of(RATING))
                .cves(List.of(CVE))
                .aliases(List.of("DLA-1-1"))
                .references(List.of(new Reference("WEB", "https://www.example.org/")))
                .aftermath(List.of(Advisory.Aftermath.REBOOT))
                .affected(new Affected(
                        "rpm",
                        "Rocky Linux:9",
                        PackageLevel.BINARY,
                        "nodejs",
                        List.of("x86_64"),
                        "nodejs:18",
                        FixStatus.FIXED,
                        Optional.of("1-1"),
                        Optional.of(RATING),
                        "note"))
                .build();
        Fuzz.of("advisory", AdvisoryCodec.write(advisory))
                .declares(UncheckedIOException.class)
                .check(input -> AdvisoryCodec.read("DSA-1-1", input));
    }

    @Test
    @Fuzzes(NoteCodec.class)
    void notesAreReadOrRefused() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        VulnerabilityNote note = new VulnerabilityNote(
                CVE,
                "words",
                List.of(RATING),
                Optional.of(new KnownExploited(day, Optional.of(day), true)),
                Optional.of(new ExploitPrediction(0.5, 0.9, day, "v4")));
        Fuzz.of("note", NoteCodec.write(note))
                .declares(UncheckedIOException.class)
                .check(input -> NoteCodec.read(CVE, input));
    }

    @Test
    @Fuzzes(RecordSegment.class)
    void segmentsAreReadOrRefused() {
        RecordSegmentWriter writer = new RecordSegmentWriter();
        for (int i = 0; i < 20; i++) {
            writer.put("key" + i, ("body" + i).getBytes(StandardCharsets.UTF_8), List.of("odd" + i % 2));
        }
        Fuzz.of("segment of records", writer.write())
                .declares(IllegalArgumentException.class)
                .check(input -> read(new RecordSegment(input)));
    }

    private static void read(RecordSegment segment) {
        for (int row = 0; row < segment.rows(); row++) {
            assertThat(segment.key(row)).isNotNull();
            assertThat(segment.body(row)).isNotNull();
        }
        segment.rowOf("key7");
        segment.count("key");
        segment.words("odd", word -> segment.rowsUnder(word));
    }
}
