package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.version.Peer.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our order against dpkg's own two implementations. {@code dpkg --compare-versions} takes one pair a process, so it is asked
 * about 5,000 of them unless {@link Peer#FULL}; dpkg's Perl module answers 100,000 in one process.
 */
@Tag("differential")
class DpkgDifferentialTest {

    private static final int PAIRS = 100_000;
    private static final int SAMPLE = 5_000;
    private static final VersionOrder ORDER = DpkgVersionOrder.INSTANCE;

    @TempDir
    Path directory;

    @Test
    void agreesWithDpkgsPerlModule() throws Exception {
        Peer.assumeInstalled("perl with Dpkg::Version (package libdpkg-perl)", "perl", "-MDpkg::Version", "-e", "1");
        List<Pair> pairs = validPairs(PAIRS, 1);
        Peer.assertAgrees(
                ORDER,
                pairs,
                directory,
                "perl",
                "-MDpkg::Version",
                "-ne",
                "chomp; my ($l, $r) = split /\\t/; my $c = version_compare($l, $r);"
                        + " die \"refused: $_\" unless defined $c; print $c <=> 0, \"\\n\"",
                Peer.write(directory, pairs).toString());
    }

    @Test
    void agreesWithDpkgItself() throws Exception {
        Peer.assumeInstalled("dpkg", "dpkg", "--version");
        Peer.assumeInstalled("xargs", "xargs", "--version");
        int count = Peer.FULL ? PAIRS : SAMPLE;
        List<Pair> pairs = validPairs(count / 2, 2);
        pairs.addAll(comparablePairs(count - pairs.size(), 3));
        List<String> questions = new ArrayList<>();
        for (Pair pair : pairs) {
            questions.addAll(List.of(pair.left(), relation(pair), pair.right()));
        }
        if (!dpkgConfirms(questions)) {
            assertThat(refuted(pairs)).isEmpty();
        }
        // A relation that is wrong for each pair of a few: what would hide a difference is found here.
        assertThat(dpkgConfirms(List.of("1.0", "eq", "1.0", "1.0", "gt", "1.1")))
                .isFalse();
    }

    /** One process for each three words; whether dpkg said yes to all of them. */
    private boolean dpkgConfirms(List<String> questions) throws Exception {
        Path words = Files.write(directory.resolve("questions"), questions);
        int status = Peer.exitStatus(
                ProcessBuilder.Redirect.DISCARD,
                "xargs",
                "-a",
                words.toString(),
                "-d",
                "\\n",
                "-n",
                "3",
                "-P",
                "2",
                "dpkg",
                "--compare-versions");
        assertThat(status)
                .as("0: all true; 123: not all; else xargs or dpkg failed")
                .isIn(0, 123);
        return status == 0;
    }

    private static List<Pair> refuted(List<Pair> pairs) throws Exception {
        List<Pair> refuted = new ArrayList<>();
        for (Pair pair : pairs) {
            int status = Peer.exitStatus(
                    ProcessBuilder.Redirect.DISCARD,
                    "dpkg",
                    "--compare-versions",
                    pair.left(),
                    relation(pair),
                    pair.right());
            if (status != 0) {
                refuted.add(pair);
            }
        }
        return refuted;
    }

    private static String relation(Pair pair) {
        int compared = ORDER.compare(pair.left(), pair.right());
        return compared < 0 ? "lt" : compared > 0 ? "gt" : "eq";
    }

    private static List<Pair> validPairs(int count, long seed) {
        VersionSamples samples = new VersionSamples(seed);
        List<Pair> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            String left = samples.valid();
            pairs.add(new Pair(left, pairs.size() % 2 == 0 ? samples.valid() : samples.near(left)));
        }
        return pairs;
    }

    /** Pairs that dpkg compares, with a warning at most; a leading hyphen would be an option. */
    private static List<Pair> comparablePairs(int count, long seed) {
        GeneratedVersions generated = new GeneratedVersions("deb", seed);
        List<Pair> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            String left = generated.next();
            String right = pairs.size() % 2 == 0 ? generated.next() : generated.near(left);
            if (ORDER.refusal(left).isEmpty() && ORDER.refusal(right).isEmpty() && !left.startsWith("-")) {
                pairs.add(new Pair(left, right));
            }
        }
        return pairs;
    }
}
