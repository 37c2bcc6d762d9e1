package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our order against dpkg's own two implementations, each driven by one process for all pairs. */
class DpkgDifferentialTest {

    private static final long LIMIT_SECONDS = 120;

    @TempDir
    Path directory;

    @Test
    void agreesWithDpkgsPerlModule() throws Exception {
        assumeTrue(
                succeeds("perl", "-MDpkg::Version", "-e", "1"),
                "perl with Dpkg::Version (package libdpkg-perl) is not installed");
        assertAgrees(
                pairs(6_000, 1),
                "perl",
                "-MDpkg::Version",
                "-ne",
                "chomp; my ($l, $r) = split / /; my $c = version_compare($l, $r);"
                        + " die \"refused: $_\" unless defined $c; print $c <=> 0, \"\\n\"");
    }

    @Test
    void agreesWithDpkgItself() throws Exception {
        assumeTrue(succeeds("dpkg", "--version"), "dpkg is not installed");
        assertAgrees(
                pairs(400, 2),
                "sh",
                "-c",
                "while read -r l r; do if dpkg --compare-versions \"$l\" lt \"$r\"; then echo -1;"
                        + " elif dpkg --compare-versions \"$l\" gt \"$r\"; then echo 1; else echo 0; fi; done");
    }

    private void assertAgrees(List<String[]> pairs, String... command) throws Exception {
        Path input = directory.resolve("pairs");
        Files.write(input, pairs.stream().map(pair -> pair[0] + ' ' + pair[1]).toList());
        Path output = directory.resolve("answers");
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        List<String> answers = Files.readAllLines(output);
        assertThat(answers).hasSameSizeAs(pairs);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            String[] pair = pairs.get(i);
            int ours = Integer.signum(DpkgVersionOrder.INSTANCE.compare(pair[0], pair[1]));
            if (ours != Integer.parseInt(answers.get(i))) {
                differences.add(pair[0] + " " + pair[1] + ": ours " + ours + ", theirs " + answers.get(i));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<String[]> pairs(int count, long seed) {
        VersionSamples samples = new VersionSamples(seed);
        List<String[]> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            String left = samples.valid();
            String right = pairs.size() % 2 == 0 ? samples.valid() : samples.near(left);
            pairs.add(new String[] {left, right});
        }
        return pairs;
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
