package io.fettle.itests.check.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Makes runs of checks, one after the other, each with a seed of its own: that of the run before and one more. */
public final class Runs {
    private final int count;
    private final long seed;
    private final Consumer<Verdict> verdicts;
    private final Consumer<String> notes;

    /** @param seed of the first run of each check @param verdicts told each as it comes @param notes told what goes on */
    public Runs(int count, long seed, Consumer<Verdict> verdicts, Consumer<String> notes) {
        this.count = count;
        this.seed = seed;
        this.verdicts = verdicts;
        this.notes = notes;
    }

    /** All of them, also after one that does not hold. */
    public List<Verdict> of(Check check) {
        List<Verdict> all = new ArrayList<>();
        for (int run = 1; run <= count; run++) {
            Verdict verdict = once(check, run, seed + run - 1);
            verdicts.accept(verdict);
            if (!verdict.ok()) {
                notes.accept("check: to reproduce: " + verdict.command());
            }
            all.add(verdict);
        }
        return all;
    }

    private Verdict once(Check check, int run, long own) {
        notes.accept("check: " + check.name() + ", run " + run + " of " + count + ", seed " + own);
        try {
            Path directory = Files.createTempDirectory("fettle-check-");
            Attempt attempt = new Attempt(new Random(own), directory, what -> notes.accept("check:   " + what));
            try {
                String what = check.run(attempt);
                Trees.delete(directory);
                return new Verdict(check.name(), run, own, true, what);
            } catch (Exception | AssertionError e) {
                notes.accept("check:   what is left of it: " + directory);
                if (Boolean.getBoolean("fettle.debug")) {
                    e.printStackTrace();
                }
                return new Verdict(check.name(), run, own, false, why(e));
            }
        } catch (IOException e) {
            return new Verdict(check.name(), run, own, false, why(e));
        }
    }

    private static String why(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        return failure instanceof BrokenPromiseException
                ? message
                : "could not be run: " + failure.getClass().getSimpleName() + ": " + message;
    }
}
