package io.fettle.itests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.check.run.Attempt;
import io.fettle.itests.check.run.BrokenPromiseException;
import io.fettle.itests.check.run.Check;
import io.fettle.itests.check.run.Runs;
import io.fettle.itests.check.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Draws a number; one that is not told holds. */
    private static final class Lottery implements Check {
        private final List<Integer> drawn = new ArrayList<>();
        private final List<Path> directories = new ArrayList<>();
        private Exception failure = new BrokenPromiseException("it was promised");
        private int failing = -1;

        @Override
        public String name() {
            return "lottery";
        }

        @Override
        public String about() {
            return "draws a number";
        }

        @Override
        public String run(Attempt attempt) throws Exception {
            directories.add(attempt.directory());
            drawn.add(attempt.between(0, 1_000_000));
            if (drawn.size() == failing) {
                throw failure;
            }
            return "drew " + drawn.get(drawn.size() - 1);
        }
    }

    @Test
    void eachRunHasItsOwnSeedAndRepeats() {
        Lottery first = new Lottery();
        runs(3, 7).of(first);
        assertThat(verdicts).extracting(Verdict::seed).containsExactly(7L, 8L, 9L);
        assertThat(verdicts).extracting(Verdict::ok).containsOnly(true);
        Lottery second = new Lottery();
        runs(1, 9).of(second);
        assertThat(second.drawn).containsExactly(first.drawn.get(2));
    }

    @Test
    void aBrokenPromiseIsToldWithTheCommandThatMakesItAgain() {
        Lottery check = new Lottery();
        check.failing = 2;
        runs(3, 7).of(check);
        assertThat(verdicts).extracting(Verdict::ok).containsExactly(true, false, true);
        assertThat(verdicts.get(1).what()).isEqualTo("it was promised");
        assertThat(notes).contains("check: to reproduce: ./fettle check lottery --runs 1 --seed 8");
    }

    @Test
    void aRunThatCouldNotBeMadeDoesNotHold() {
        Lottery check = new Lottery();
        check.failing = 1;
        check.failure = new IOException("no server");
        runs(1, 7).of(check);
        assertThat(verdicts.get(0).ok()).isFalse();
        assertThat(verdicts.get(0).what()).contains("could not be run", "no server");
    }

    @Test
    void onlyWhatFailedLeavesItsDirectory() throws IOException {
        Lottery check = new Lottery();
        check.failing = 2;
        runs(2, 7).of(check);
        assertThat(check.directories.get(0)).doesNotExist();
        assertThat(check.directories.get(1)).exists();
        Files.delete(check.directories.get(1));
    }

    @Test
    void aVerdictIsOneLineOfJson() {
        assertThat(new Verdict("lottery", 2, 8, true, "drew \"1\"").json())
                .isEqualTo("{\"check\":\"lottery\",\"run\":2,\"seed\":8,\"ok\":true,\"what\":\"drew \\\"1\\\"\"}");
    }

    @Test
    void argumentsAreRefusedWhereTheyMakeNoSense() {
        assertThat(Arguments.parse(List.of("check", "relay-kill", "--runs", "5", "--seed", "-3", "--json")))
                .contains(new Arguments("relay-kill", 5, -3, true));
        assertThat(Arguments.parse(List.of("check")).map(Arguments::name)).contains("list");
        assertThat(Arguments.parse(List.of("relay-kill", "--runs", "0"))).isEmpty();
        assertThat(Arguments.parse(List.of("relay-kill", "--seed"))).isEmpty();
        assertThat(Arguments.parse(List.of("relay-kill", "--seed", "x"))).isEmpty();
        assertThat(Arguments.parse(List.of("relay-kill", "server-kill"))).isEmpty();
    }

    private Runs runs(int count, long seed) {
        return new Runs(count, seed, verdicts::add, notes::add);
    }
}
