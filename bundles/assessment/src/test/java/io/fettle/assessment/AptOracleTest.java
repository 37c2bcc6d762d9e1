package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fettle.api.assessment.FindingState;
import io.fettle.assessment.apt.CandidateEvaluator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our missing set against {@code apt list --upgradable} on the same made-up computers. */
class AptOracleTest {
    @TempDir
    Path dir;

    @BeforeAll
    static void aptIsNeeded() {
        if (!AptRoot.aptIsHere()) {
            System.err.println("LEFT OUT: AptOracleTest, because there is no apt on this machine to compare with");
        }
        assumeTrue(AptRoot.aptIsHere(), "no apt on this machine");
    }

    private AptRoot plain(String... arches) {
        AptRoot root = new AptRoot(dir, arches.length == 0 ? new String[] {"amd64"} : arches);
        root.repo("deb.example.org", "bookworm", "Debian", "Debian", "12.15", "")
                .has("curl", "7.88.1-10")
                .has("sudo", "1.9.13-1")
                .has("perl", "5.36.0-7")
                .has("perl-base", "5.36.0-7", "amd64", "perl")
                .has("tzdata", "2024a-0", "all")
                .has("epoch", "1:1.0-1");
        root.repo("sec.example.org", "bookworm-security", "Debian", "Debian-Security", "12", "")
                .has("curl", "7.88.1-10+deb12u5")
                .has("sudo", "1.9.13p3-1+deb12u1")
                .has("perl", "5.36.0-7+deb12u1")
                .has("perl-base", "5.36.0-7+deb12u1", "amd64", "perl");
        return root.installed("curl", "7.88.1-10")
                .installed("sudo", "1.9.13-1")
                .installed("perl", "5.36.0-7")
                .installed("perl-base", "5.36.0-7", "amd64", "perl", false)
                .installed("tzdata", "2023c-5", "all", "tzdata", false)
                .installed("epoch", "2.0-1")
                .installed("obsolete", "1.0-1");
    }

    private static void assertSame(AptRoot root, int expected) throws Exception {
        Set<String> apts = root.apts();
        assertThat(root.ours()).isEqualTo(apts);
        assertThat(apts).as("the shape tests something").hasSize(expected);
    }

    @Test
    void plainComputer() throws Exception {
        assertSame(plain(), 6);
    }

    @Test
    void heldPackagesAreMissingToo() throws Exception {
        assertSame(plain().installed("libheld", "1-1", "amd64", "libheld", true), 6);
        AptRoot root = new AptRoot(Files.createDirectory(dir.resolve("held")), "amd64");
        root.repo("deb.example.org", "bookworm", "Debian", "Debian", "12", "").has("libheld", "2-1");
        assertSame(root.installed("libheld", "1-1", "amd64", "libheld", true), 1);
    }

    @Test
    void negativePinsByVersionSourceRegexOriginAndGlob() throws Exception {
        assertSame(plain().pin("curl", "version", "7.88.1-10+deb12*", -1), 5);
        for (Pinned pinned : List.of(
                new Pinned("src:perl", "release", "l=Debian-Security", 4),
                new Pinned("/^perl/", "release", "a=bookworm-security", 4),
                new Pinned("/^(curl|sudo)$/", "origin", "sec.example.org", 4),
                new Pinned("perl*", "origin", "\"sec.*\"", 4),
                new Pinned("PERL?base", "release", "o=debian,l=debian-sec*", 5),
                new Pinned("src:/^pe[rx]l$/", "version", "*", 4),
                new Pinned("perl:any sudo:amd64", "release", "n=bookworm-security", 4),
                new Pinned("perl:i386", "release", "n=bookworm-security", 6),
                new Pinned("curl *", "release", "c=main", 0),
                new Pinned("tzdata", "release", "b=amd64", 5),
                new Pinned("/(/", "release", "a=bookworm-security", 6),
                new Pinned("curl", "nonsense", "a=bookworm-security", 6))) {
            AptRoot root = pinnedRoot(pinned);
            Set<String> apts = root.apts();
            assertThat(root.ours()).as("%s", pinned).isEqualTo(apts);
            assertThat(apts).as("%s", pinned).hasSize(pinned.missing);
        }
    }

    private AptRoot pinnedRoot(Pinned pinned) throws Exception {
        dir = Files.createTempDirectory(dir, "root");
        return plain().pin(pinned.packages, pinned.kind, pinned.expression, -10);
    }

    private record Pinned(String packages, String kind, String expression, int missing) {}

    @Test
    void firstSpecificPinDecides() throws Exception {
        assertSame(
                plain().pin("curl", "release", "a=bookworm-security", -1)
                        .pin("curl", "release", "a=bookworm-security", 900)
                        .pin("sudo", "release", "a=bookworm-security", 900)
                        .pin("s*", "release", "a=bookworm-security", -1),
                5);
    }

    @Test
    void specificPinBeatsGeneralOne() throws Exception {
        assertSame(
                plain().pin("*", "release", "l=Debian-Security", -1).pin("curl", "release", "l=Debian-Security", 500),
                3);
    }

    @Test
    void pinAboveThousandAsksForADowngradeThatIsNotMissing() throws Exception {
        AptRoot root = plain().installed("ahead", "9-1").pin("ahead", "release", "a=bookworm", 1001);
        root.repo("third.example.org", "stable", "Third", "Third", "1", "").has("ahead", "8-1");
        AptRoot low = root.pin("ahead", "origin", "third.example.org", 1001);
        assertSame(low, 6);
        CandidateEvaluator evaluator = new CandidateEvaluator(low.setup(), low.catalog());
        assertThat(low.packages().stream()
                        .filter(one -> one.item().name().equals("ahead"))
                        .map(one -> evaluator.judge(one.item()).orElseThrow().state()))
                .containsExactly(FindingState.DOWNGRADE);
    }

    @Test
    void pinOf999DoesNotDowngrade() throws Exception {
        AptRoot root = plain().installed("ahead", "9-1").pin("ahead", "origin", "third.example.org", 999);
        root.repo("third.example.org", "stable", "Third", "Third", "1", "")
                .has("ahead", "8-1")
                .has("ahead", "10-1");
        assertSame(root, 7);
    }

    @Test
    void backportsUpgradeOnlyWhatCameFromThere() throws Exception {
        AptRoot root = plain().installed("newer", "2.0-1~bpo12+1");
        root.repo("deb.example.org", "bookworm-backports", "Debian", "Debian Backports", "", "ButAutomaticUpgrades")
                .has("curl", "8.0-1~bpo12+1")
                .has("newer", "2.1-1~bpo12+1");
        assertSame(root, 7);
    }

    @Test
    void experimentalIsNeverTakenByItself() throws Exception {
        AptRoot root = plain().installed("newer", "2.0-1");
        root.repo("deb.example.org", "experimental", "Debian", "Debian", "", "NotAutomatic")
                .has("curl", "9-1")
                .has("newer", "3-1");
        assertSame(root, 6);
    }

    @Test
    void foreignArchitecture() throws Exception {
        AptRoot root = plain("amd64", "i386");
        root.repo("more.example.org", "bookworm", "More", "More", "12", "")
                .has("libc6", "2.36-9+deb12u9", "amd64")
                .has("libc6", "2.36-9+deb12u9", "i386")
                .has("wine32", "9-1", "i386")
                .has("turned-all", "2-1", "all");
        root.installed("libc6", "2.36-9", "amd64", "glibc", false)
                .installed("libc6", "2.36-9", "i386", "glibc", false)
                .installed("wine32", "8-1", "i386", "wine", false)
                .installed("turned-all", "1-1", "i386", "turned-all", false)
                .pin("wine32", "release", "o=More", -1)
                .pin("libc6", "release", "o=More", -1);
        assertSame(root, 8);
    }

    @Test
    void pinForAnyArchitectureReachesForeignPackages() throws Exception {
        AptRoot root = plain("amd64", "i386").installed("wine32", "8-1", "i386", "wine", false);
        root.repo("more.example.org", "bookworm", "More", "More", "12", "").has("wine32", "9-1", "i386");
        assertSame(root.pin("wine32:any", "release", "o=More", -1), 6);
    }

    @Test
    void otherReleasePinnedLow() throws Exception {
        AptRoot root = plain().pin("*", "release", "n=trixie", 100);
        root.repo("deb.example.org", "trixie", "Debian", "Debian", "13", "")
                .has("curl", "8.14-2")
                .has("obsolete", "2.0-1")
                .has("epoch", "1:0.5-1");
        assertSame(root, 7);
    }

    @Test
    void otherReleaseUnpinned() throws Exception {
        AptRoot root = plain();
        root.repo("deb.example.org", "trixie", "Debian", "Debian", "13", "")
                .has("curl", "8.14-2")
                .has("obsolete", "2.0-1");
        assertSame(root, 7);
    }

    @Test
    void defaultReleaseHidesOtherSuites() throws Exception {
        AptRoot root = plain().defaultRelease("bookworm");
        assertSame(root, 2);
        CandidateEvaluator evaluator = new CandidateEvaluator(root.setup(), root.catalog());
        assertThat(root.packages().stream().filter(one -> evaluator.hiddenByTargetRelease(one.item())))
                .hasSize(4);
    }

    @Test
    void defaultReleaseByVersionAndByParts() throws Exception {
        for (String release : List.of("12*", "12.15", "l=Debian", "o=Debian,a=bookworm", "book*", "/wor/")) {
            dir = Files.createTempDirectory(dir, "root");
            AptRoot root = plain().defaultRelease(release);
            assertThat(root.ours()).as(release).isEqualTo(root.apts());
        }
    }

    /** Debian's own case: sources say bookworm, the Release file says oldstable. */
    private AptRoot renamed() throws Exception {
        dir = Files.createTempDirectory(dir, "root");
        AptRoot root = new AptRoot(dir, "amd64");
        root.repo("deb.example.org", "bookworm", "oldstable", "Debian", "Debian", "12.15", "")
                .has("curl", "1-2")
                .has("sudo", "1-2");
        root.repo("deb.example.org", "trixie", "stable", "Debian", "Debian", "13.3", "")
                .has("curl", "2-1")
                .has("perl", "2-1");
        root.repo("third.example.org", "any", "", "Third", "Third", "", "").has("tool", "2-1");
        return root.installed("curl", "1-1")
                .installed("sudo", "1-1")
                .installed("perl", "1-1")
                .installed("tool", "1-1");
    }

    @Test
    void pinsNameTheSuiteAsTheReleaseFileDoes() throws Exception {
        assertSame(renamed().pin("*", "release", "a=oldstable", -1), 3);
        assertSame(renamed().pin("*", "release", "a=bookworm", -1), 4);
        assertSame(renamed().pin("*", "release", "oldstable", -1).pin("perl", "release", "stable", -1), 2);
        assertSame(renamed().pin("tool", "release", "a=any", -1), 4);
        assertSame(renamed().pin("tool", "release", "n=any", -1), 3);
    }

    @Test
    void defaultReleaseNamesTheSuiteAsTheReleaseFileDoes() throws Exception {
        for (String release : List.of("oldstable", "stable", "bookworm", "a=oldstable", "old*")) {
            AptRoot root = renamed().defaultRelease(release);
            Set<String> apts = root.apts();
            assertThat(root.ours()).as(release).isEqualTo(apts);
            assertThat(apts)
                    .as(release)
                    .anyMatch(line -> line.equals("curl amd64 1-1 -> " + (release.equals("stable") ? "2-1" : "1-2")));
        }
    }

    @Test
    void targetReleaseComesBeforeGeneralPins() throws Exception {
        AptRoot root = plain().defaultRelease("bookworm").pin("*", "release", "a=bookworm", 100);
        assertSame(root, 2);
    }

    @Test
    void thirdPartyRepositoryWithTheSameNames() throws Exception {
        AptRoot root = plain();
        root.repo("third.example.org", "stable", "", "", "", "")
                .has("curl", "99-1")
                .has("sudo", "1.9.13-1")
                .has("obsolete", "1.0-2");
        assertSame(root, 7);
        dir = Files.createTempDirectory(dir, "pinned");
        AptRoot pinned = plain().pin("*", "origin", "third.example.org", 50);
        pinned.repo("third.example.org", "stable", "", "", "", "")
                .has("curl", "99-1")
                .has("obsolete", "1.0-2");
        assertSame(pinned, 6);
    }

    @Test
    void architectureChangesBetweenAllAndNative() throws Exception {
        AptRoot root = new AptRoot(dir, "amd64");
        root.repo("deb.example.org", "bookworm", "Debian", "Debian", "12", "")
                .has("was-all", "2-1", "amd64")
                .has("was-native", "2-1", "all");
        root.installed("was-all", "1-1", "all", "was-all", false).installed("was-native", "1-1");
        assertSame(root, 2);
    }

    @Test
    void oneVersionInSeveralRepositories() throws Exception {
        AptRoot root = plain().pin("*", "release", "l=Debian-Security", 100).pin("*", "origin", "", 1);
        root.repo("mirror.example.org", "bookworm-security", "Copy", "Copy", "12", "")
                .has("curl", "7.88.1-10+deb12u5")
                .has("sudo", "1.9.13-1");
        assertSame(root, 3);
    }

    @Test
    void installedVersionPinnedHighKeepsNewerAway() throws Exception {
        assertSame(
                plain().pin("curl", "version", "7.88.1-10", 900)
                        .pin("sudo", "release", "a=now", 600)
                        .pin("perl", "release", "*", 7),
                4);
    }

    @Test
    void epochsAndTildesDecideLikeDpkg() throws Exception {
        AptRoot root = new AptRoot(dir, "amd64");
        root.repo("deb.example.org", "bookworm", "Debian", "Debian", "12", "")
                .has("e", "1:0.1-1")
                .has("t", "1.0~rc1-1")
                .has("z", "1.00-1")
                .has("n", "1.10-1")
                .has("b", "1.0-1+b1");
        root.installed("e", "9.9-1")
                .installed("t", "1.0-1")
                .installed("z", "1.0-1")
                .installed("n", "1.9-1")
                .installed("b", "1.0-1");
        assertSame(root, 3);
    }

    @Test
    void randomComputersAgree() throws Exception {
        Path top = dir;
        for (int seed = 0; seed < Integer.getInteger("fettle.seeds", 25); seed++) {
            Random random = new Random(seed);
            dir = Files.createDirectory(top.resolve("seed-" + seed));
            AptRoot root = random(random);
            assertThat(root.ours()).as("seed %d: %s", seed, root.setup()).isEqualTo(root.apts());
        }
    }

    private AptRoot random(Random random) {
        AptRoot root = new AptRoot(dir, random.nextBoolean() ? new String[] {"amd64"} : new String[] {"amd64", "i386"});
        List<String> suites = List.of("stable", "stable-security", "testing", "unstable");
        List<String> automatic = List.of("", "", "NotAutomatic", "ButAutomaticUpgrades");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            names.add(pick(random, List.of("lib", "app", "pkg")) + i);
        }
        List<String> arches =
                List.of("amd64", "amd64", "all", root.setup().architectures().size() > 1 ? "i386" : "amd64");
        for (int i = 0; i < 3 + random.nextInt(2); i++) {
            AptRoot.Repo repo = root.repo(
                    "h" + random.nextInt(3) + "-" + i + ".example.org",
                    suites.get(i % 4),
                    pick(random, List.of("Debian", "Third", "")),
                    pick(random, List.of("Debian", "Debian-Security", "")),
                    pick(random, List.of("12", "13.1", "")),
                    pick(random, automatic));
            for (String name : names) {
                if (random.nextInt(3) > 0) {
                    String version = version(random);
                    repo.has(name, version, build(name, version, arches), source(name, version));
                }
            }
        }
        for (String name : names) {
            String version = version(random);
            root.installed(name, version, build(name, version, arches), source(name, version), random.nextInt(5) == 0);
        }
        for (int i = 0; i < random.nextInt(6); i++) {
            root.pin(
                    pick(random, List.of("*", "lib*", "/app[0-9]$/", "src:src-a", "pkg2* lib1", "*:any", "app?:i386")),
                    pick(random, List.of("release", "release", "origin")),
                    pick(
                            random,
                            List.of(
                                    "a=stable*",
                                    "o=Debian",
                                    "l=Debian-Security",
                                    "h0*",
                                    "v=12",
                                    "testing",
                                    "a=now",
                                    "*")),
                    pick(random, List.of(-10, 1, 100, 400, 500, 600, 990, 999, 1001)));
        }
        if (random.nextInt(3) == 0) {
            root.defaultRelease(pick(random, List.of("stable", "stable-sec*", "n=testing")));
        }
        return root;
    }

    /** One version is one build here: what apt makes of two builds under one version is beyond us. */
    private static String build(String name, String version, List<String> arches) {
        return arches.get(Math.floorMod((name + version).hashCode(), arches.size()));
    }

    private static String source(String name, String version) {
        return Math.floorMod((version + name).hashCode(), 2) == 0 ? "src-a" : "src-b";
    }

    private static String version(Random random) {
        return (random.nextInt(8) == 0 ? "1:" : "") + random.nextInt(4) + "." + random.nextInt(3)
                + (random.nextInt(4) == 0 ? "~rc1" : "") + "-1";
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
