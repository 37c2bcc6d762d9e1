package io.fettle.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.member.PrivateDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSpoolTest {
    @TempDir
    Path temp;

    @Test
    void numbersHaveNoGapsOverRestartsAndAcknowledgements() {
        assertThat(open().add(report())).isEqualTo(1);
        ReportSpool spool = open();
        assertThat(spool.add(report())).isEqualTo(2);
        spool.acknowledge(2);
        assertThat(open().isEmpty()).isTrue();
        assertThat(open().add(report())).isEqualTo(3);
    }

    @Test
    void acknowledgementOfMoreThanWasSaidCountsForWhatWasSaid() {
        ReportSpool spool = open();
        spool.add(report());
        spool.acknowledge(1_000_000);
        assertThat(spool.add(report())).isEqualTo(2);
        assertThat(open().oldest(10)).extracting(ReportSpool.Waiting::sequence).containsExactly(2L);
    }

    @Test
    void oldAcknowledgementChangesNothing() {
        ReportSpool spool = open();
        spool.add(report());
        spool.acknowledge(1);
        spool.acknowledge(0);
        assertThat(spool.isEmpty()).isTrue();
    }

    @Test
    void crashBetweenAcknowledgementAndDeletionIsMended() {
        ReportSpool spool = open();
        spool.add(report());
        PrivateDirectory files = PrivateDirectory.at(temp.resolve("reports"));
        files.write("acknowledged", "1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(open().isEmpty()).isTrue();
        assertThat(files.names()).containsExactly("acknowledged");
    }

    private ReportSpool open() {
        return new ReportSpool(PrivateDirectory.at(temp.resolve("reports")));
    }

    private static TaskReport report() {
        return new TaskReport("t", TaskState.STAGED, Instant.EPOCH, List.of(), List.of());
    }
}
