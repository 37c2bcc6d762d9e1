package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WaitLinesTest {
    private final WaitLines lines = new WaitLines();

    @Test
    void whatIsDoneWithinASecondIsNotWorthALine() {
        assertThat(lines.next("starting", Duration.ofMillis(999))).isEmpty();
        assertThat(lines.next("starting", Duration.ofMillis(1000))).contains("starting ...");
    }

    @Test
    void aChangeIsToldButNotEachOne() {
        lines.next("importing, 1 %", Duration.ofSeconds(1));
        assertThat(lines.next("importing, 1 %", Duration.ofSeconds(60))).isEmpty();
        assertThat(lines.next("importing, 2 %", Duration.ofSeconds(60))).contains("importing, 2 % ...");
        assertThat(lines.next("importing, 9 %", Duration.ofSeconds(69))).isEmpty();
        assertThat(lines.next("importing, 10 %", Duration.ofSeconds(70))).contains("importing, 10 % ...");
    }

    @Test
    void outputThatIsNoTerminalHoldsNoControlCharacters() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(out, true), false);
        Queue<Progress.Look> looks =
                new ArrayDeque<>(List.of(Progress.Look.waiting("starting"), Progress.Look.finished()));
        progress.now("beginning");
        assertThat(progress.await(Duration.ofSeconds(30), looks::remove)).isTrue();
        progress.step("done");
        assertThat(out).hasToString("  done" + System.lineSeparator());
    }
}
