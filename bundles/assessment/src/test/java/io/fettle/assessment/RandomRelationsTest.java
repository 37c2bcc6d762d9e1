package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fettle.api.Reason;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random computers whose packages say far more of one another than real ones do, against the real apt. Where several packages
 * are in one another's way, only apt's resolver knows which of them it will let go first; so a few of them may differ.
 */
class RandomRelationsTest {
    private static final int NAMES = 14;
    private static final double MOST_DIFFERENT = 0.2;

    @TempDir
    Path dir;

    private final List<String> virtual = List.of("v0", "v1", "v2");

    @BeforeAll
    static void aptIsNeeded() {
        if (!AptRoot.aptIsHere()) {
            System.err.println("LEFT OUT: RandomRelationsTest, because there is no apt here to compare with");
        }
        assumeTrue(AptRoot.aptIsHere(), "no apt on this machine");
    }

    @Test
    void nearlyAllAgree() throws Exception {
        List<String> different = new ArrayList<>();
        int whole = 0;
        int keptBack = 0;
        for (int seed = 0; seed < Integer.getInteger("fettle.seeds", 40); seed++) {
            AptRoot root = root(new Random(seed), Files.createDirectory(dir.resolve("seed-" + seed)));
            Set<String> apts;
            try {
                apts = root.aptsKeptBack();
            } catch (IllegalStateException e) {
                // What is installed does not hold together, and apt refuses to do anything about it.
                continue;
            }
            whole++;
            keptBack += apts.size();
            Map<String, Reason> ours = root.oursKeptBack();
            if (!ours.keySet().equals(apts)) {
                different.add(seed + ": apt " + apts + ", ours " + ours);
            }
        }
        System.out.printf("%d computers, %d kept back, %d differ%n", whole, keptBack, different.size());
        assertThat(whole).as("the shapes test something").isGreaterThan(10);
        assertThat(keptBack).isGreaterThan(5 * whole);
        assertThat((double) different.size() / whole).as("%s", different).isLessThan(MOST_DIFFERENT);
    }

    private AptRoot root(Random random, Path folder) {
        boolean two = random.nextBoolean();
        AptRoot root = two ? new AptRoot(folder, "amd64", "i386") : new AptRoot(folder, "amd64");
        AptRoot.Repo repo = root.repo("deb.example.org", "stable", "Debian", "Debian", "12", "");
        for (int i = 0; i < NAMES; i++) {
            boolean installed = random.nextInt(5) > 0;
            boolean held = random.nextInt(12) == 0;
            Said now = now(random, i);
            Said next = next(random, i, now);
            String version = String.valueOf(2 + random.nextInt(2));
            for (String arch : arches(i, two)) {
                if (installed) {
                    root.installed(
                            now.by(MadePackage.of("p" + i, "1").arch(arch).is(multiArch(i))), held);
                }
                if (random.nextInt(6) > 0) {
                    repo.has(next.by(MadePackage.of("p" + i, version).arch(arch).is(multiArch(i))));
                }
            }
        }
        return root;
    }

    /** Empty texts for nothing. */
    private record Said(String depends, String recommends, String breaks, String provides) {
        MadePackage by(MadePackage made) {
            Map.of(Kind.DEPENDS, depends, Kind.RECOMMENDS, recommends, Kind.BREAKS, breaks, Kind.PROVIDES, provides)
                    .forEach((kind, words) -> {
                        if (!words.isEmpty()) {
                            made.says(kind, words);
                        }
                    });
            return made;
        }
    }

    private Said now(Random random, int i) {
        return new Said(
                random.nextInt(7) == 0 ? wish(random, i, 1).replace("(>= 2)", "") : "",
                random.nextInt(6) == 0 ? wish(random, i, 1) : "",
                random.nextInt(20) == 0 ? other(random, i) + " (>= " + (2 + random.nextInt(2)) + ")" : "",
                random.nextInt(6) == 0 ? pick(random, virtual) : "");
    }

    private Said next(Random random, int i, Said now) {
        List<String> needs = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            needs.add((random.nextInt(6) == 0 ? pick(random, virtual) + " | " : "") + wish(random, i, 3));
        }
        return new Said(
                String.join(", ", needs),
                random.nextInt(4) == 0 ? wish(random, i, 3) : now.recommends(),
                random.nextInt(6) == 0 ? other(random, i) + " (<< " + (2 + random.nextInt(2)) + ")" : "",
                random.nextInt(6) == 0
                        ? pick(random, virtual) + (random.nextBoolean() ? " (= 1)" : "")
                        : now.provides());
    }

    private static String wish(Random random, int i, int newest) {
        return other(random, i)
                + pick(random, List.of("", "", "", "", ":any", ":amd64"))
                + pick(
                        random,
                        List.of("", " (= " + (1 + random.nextInt(newest)) + ")", " (<< 3)", " (>= 1)", " (>= 2)"));
    }

    private static String other(Random random, int i) {
        return "p" + (i + 1 + random.nextInt(NAMES - 1)) % NAMES;
    }

    private static MultiArch multiArch(int i) {
        return List.of(MultiArch.SAME, MultiArch.FOREIGN, MultiArch.ALLOWED, MultiArch.NO)
                .get(i % 4);
    }

    private static List<String> arches(int i, boolean two) {
        return switch (multiArch(i)) {
            case FOREIGN -> List.of("all");
            case SAME -> two ? List.of("amd64", "i386") : List.of("amd64");
            case ALLOWED, NO -> List.of(two && i % 7 == 3 ? "i386" : "amd64");
        };
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
