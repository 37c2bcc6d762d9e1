package io.fettle.itests.check;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fettle.itests.check.run.Check;
import io.fettle.itests.check.run.Runs;
import io.fettle.itests.check.run.Verdict;
import java.util.List;
import java.util.Optional;

/** One run of a check, as part of the build. Where it cannot run, it says so and is skipped. */
final class Short {
    private Short() {}

    static List<Verdict> run(Check check, long seed) {
        Optional<String> leftOut = check.leftOut();
        leftOut.ifPresent(why -> System.err.println("LEFT OUT: check " + check.name() + ": " + why));
        assumeTrue(leftOut.isEmpty(), () -> leftOut.orElse(""));
        return new Runs(1, seed, verdict -> System.err.println(verdict.line()), System.err::println).of(check);
    }
}
