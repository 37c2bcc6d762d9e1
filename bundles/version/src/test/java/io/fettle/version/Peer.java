package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The original that an order is held against, as a process that answers many pairs. */
final class Peer {

    /** {@code FETTLE_DIFFERENTIAL=full} in the environment asks for all pairs also where each costs a process. */
    static final boolean FULL = "full".equals(System.getenv("FETTLE_DIFFERENTIAL"));

    private static final long LIMIT_SECONDS = 1_200;

    record Pair(String left, String right) {}

    private Peer() {}

    /** Skips the test, with the reason in its report, where the original is not installed. */
    static void assumeInstalled(String what, String... command) throws InterruptedException {
        boolean installed;
        try {
            installed = exitStatus(ProcessBuilder.Redirect.DISCARD, command) == 0;
        } catch (IOException absent) {
            installed = false;
        }
        if (!installed) {
            System.err.println("LEFT OUT: comparison with " + what + ", which is not installed");
        }
        assumeTrue(installed, what + " is not installed: the order is not held against its original");
    }

    /** Exit status of a command; its errors go nowhere, because dpkg warns about every odd version. */
    static int exitStatus(ProcessBuilder.Redirect output, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /** Reads pairs from {@code pairs} in the directory, one a line with a tab between, and prints -1, 0 or 1 for each. */
    static void assertAgrees(VersionOrder order, List<Pair> pairs, Path directory, String... command) throws Exception {
        Path output = directory.resolve("answers");
        assertThat(exitStatus(ProcessBuilder.Redirect.to(output.toFile()), command))
                .isZero();
        List<String> answers = Files.readAllLines(output).stream()
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(answers).hasSameSizeAs(pairs);
        List<String> differences = new ArrayList<>();
        int equal = 0;
        for (int i = 0; i < answers.size(); i++) {
            Pair pair = pairs.get(i);
            int ours = Integer.signum(order.compare(pair.left(), pair.right()));
            equal += ours == 0 ? 1 : 0;
            if (ours != Integer.parseInt(answers.get(i))) {
                differences.add(pair + ": ours " + ours + ", theirs " + answers.get(i));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(equal).as("equal pairs, so that both cases are met").isBetween(pairs.size() / 50, pairs.size() / 2);
    }

    static Path write(Path directory, List<Pair> pairs) throws IOException {
        return Files.write(
                directory.resolve("pairs"),
                pairs.stream().map(pair -> pair.left() + '\t' + pair.right()).toList());
    }
}
