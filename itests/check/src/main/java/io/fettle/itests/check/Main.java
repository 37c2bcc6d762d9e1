package io.fettle.itests.check;

import io.fettle.itests.check.applier.ApplierKill;
import io.fettle.itests.check.relay.RelayKill;
import io.fettle.itests.check.run.Check;
import io.fettle.itests.check.run.Runs;
import io.fettle.itests.check.run.Verdict;
import io.fettle.itests.check.server.ServerKill;
import java.util.List;
import java.util.Optional;

/**
 * {@code check list} and {@code check NAME|all [--runs N] [--seed S] [--json]}. Exit status 0: every run held (a check that
 * this machine cannot run is left out, with the reason); 1: some run did not; 2: asked for something that there isn't, or for
 * nothing but a check that cannot run here.
 *
 * <p>Started with the class path {@code itests/check/target/classes:itests/check/target/lib/*} and the property {@code
 * fettle.checkout}.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final List<Check> CHECKS = List.of(new ServerKill(), new RelayKill(), new ApplierKill());

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> words) {
        Optional<Arguments> arguments = Arguments.parse(words);
        if (arguments.isEmpty()) {
            return usage();
        }
        if (arguments.get().name().equals("list")) {
            CHECKS.forEach(check -> System.out.printf("%-14s %s%n", check.name(), check.about()));
            return 0;
        }
        List<Check> chosen = chosen(arguments.get().name());
        return chosen.isEmpty() ? usage() : run(chosen, arguments.get());
    }

    private static int run(List<Check> chosen, Arguments arguments) {
        System.err.println("check: seed " + arguments.seed());
        Runs runs = new Runs(arguments.runs(), arguments.seed(), v -> tell(v, arguments.json()), System.err::println);
        boolean ran = false;
        boolean held = true;
        for (Check check : chosen) {
            Optional<String> leftOut = check.leftOut();
            if (leftOut.isPresent()) {
                System.err.println("check: LEFT OUT: " + check.name() + ": " + leftOut.get());
            } else {
                ran = true;
                held &= runs.of(check).stream().allMatch(Verdict::ok);
            }
        }
        return !held ? FAILED : ran ? 0 : USAGE;
    }

    private static void tell(Verdict verdict, boolean json) {
        System.out.println(json ? verdict.json() : verdict.line());
        System.out.flush();
    }

    private static List<Check> chosen(String name) {
        return CHECKS.stream()
                .filter(c -> name.equals("all") || name.equals(c.name()))
                .toList();
    }

    private static int usage() {
        System.err.println("fettle: usage: ./fettle check NAME|all [--runs N] [--seed S] [--json];"
                + " ./fettle check list shows the names");
        return USAGE;
    }
}
