package io.fettle.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskState;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = new Journal("t1", PrivateDirectory.at(directory.resolve("t1")), CLOCK);
    }

    @Test
    void aLineThatWasTornSaysNothingAndSpoilsNoOther() throws IOException {
        journal.note(Journal.Step.COPIED, "5 bytes");
        tear("STARTED 2026-06-01T12:00:00Z 12");

        assertThat(journal.has(Journal.Step.STARTED)).isFalse();
        journal.note(Journal.Step.APPLYING, "");

        assertThat(journal.has(Journal.Step.STARTED)).isFalse();
        assertThat(journal.last(Journal.Step.COPIED)).contains("5 bytes");
        assertThat(journal.interrupted()).isTrue();
    }

    @Test
    void aStepThatWasTakenTwiceCountsTwice() {
        journal.note(Journal.Step.STARTED, "1 a");
        journal.note(Journal.Step.STARTED, "2 b");
        assertThat(journal.count(Journal.Step.STARTED)).isEqualTo(2);
        assertThat(journal.last(Journal.Step.STARTED)).contains("2 b");
    }

    @Test
    void anEndIsToldOnce() {
        journal.tell(TaskState.APPLYING);
        assertThat(journal.hasTold(TaskState.APPLYING)).isTrue();
        assertThat(journal.finished()).isFalse();

        journal.end(TaskState.FAILED, List.of(Reason.of("dpkg.broken", "words", "\"SUCCEEDED\"")));

        assertThat(journal.finished()).isTrue();
        assertThat(journal.hasTold(TaskState.SUCCEEDED)).isFalse();
        assertThatThrownBy(() -> journal.tell(TaskState.SUCCEEDED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("t1");
    }

    private void tear(String half) throws IOException {
        Files.write(directory.resolve("t1/journal"), half.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }
}
