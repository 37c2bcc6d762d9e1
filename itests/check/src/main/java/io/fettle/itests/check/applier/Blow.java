package io.fettle.itests.check.applier;

import io.fettle.itests.check.run.Attempt;
import java.util.List;
import java.util.Optional;

/**
 * What dies, and when; all of it drawn beforehand.
 *
 * @param call where present: it dies at its {@code count}-th system call of this kind
 * @param count of calls; without those, of lines that maintainer scripts have written by then
 * @param run of dpkg, counted from 1, where dpkg dies at a call
 * @param micros after the last of these lines
 */
record Blow(Victim victim, Optional<String> call, int count, int run, int micros) {
    private static final List<String> CALLS = List.of("rename", "fsync", "unlink");
    private static final int MOST_CALLS_OF_DPKG = 40;
    private static final int MOST_CALLS_OF_APPLIER = 14;
    private static final int MOST_RUNS = 3;
    /** About as many as an upgrade of these packages makes. */
    private static final int MOST_LINES = 13;

    private static final int MOST_MICROS = 60_000;

    /** Who dies. */
    enum Victim {
        /** Applier, apt, dpkg and scripts: as in a power cut, but for what the kernel keeps. */
        EVERYTHING,
        /** The applier; apt and dpkg go on without it. */
        APPLIER,
        /** dpkg and what it started; apt sees it die. */
        DPKG
    }

    /** @param traces whether calls can be counted here */
    static Blow draw(Attempt attempt, boolean traces) {
        Victim victim = Victim.values()[attempt.between(0, Victim.values().length - 1)];
        boolean byCall = attempt.random().nextBoolean() && traces && victim != Victim.EVERYTHING;
        String call = CALLS.get(attempt.between(0, CALLS.size() - 1));
        int calls = attempt.between(1, victim == Victim.APPLIER ? MOST_CALLS_OF_APPLIER : MOST_CALLS_OF_DPKG);
        int run = attempt.between(1, MOST_RUNS);
        int lines = attempt.between(0, MOST_LINES);
        int micros = attempt.between(0, MOST_MICROS);
        return byCall
                ? new Blow(victim, Optional.of(call), calls, run, 0)
                : new Blow(victim, Optional.empty(), lines, 0, micros);
    }

    String words() {
        return victim + " dies "
                + call.map(c -> "at its " + c + " " + count + (victim == Victim.DPKG ? " in run " + run : ""))
                        .orElse(micros + " us after line " + count + " of the maintainer scripts");
    }
}
