package io.fettle.assessment.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.Relations.Kind;
import io.fettle.assessment.dependency.Reckoning.Installed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReckoningTest {
    private static final Market NOTHING = new Market() {
        @Override
        public List<Build> candidates(String name) {
            return List.of();
        }

        @Override
        public List<Build> providing(String name) {
            return List.of();
        }
    };

    private static Build build(String name, String version, String arch, MultiArch multiArch, Kind kind, String words) {
        return Build.of(name, version, arch, multiArch, Relations.of(Map.of(kind, words)));
    }

    private static Build needing(String version, String words) {
        return build("asker", version, "amd64", MultiArch.NO, Kind.DEPENDS, words);
    }

    private static List<Optional<Reason>> reckon(Installed... packages) {
        return Reckoning.of(List.of(packages), NOTHING).orElseThrow();
    }

    /** lib is there for both architectures and provides a virtual name with a version and one without. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "NO; lib; true",
                "NO; lib (>= 1); true",
                "NO; lib (= 1:1-1); true",
                "NO; lib (>> 1:1-1); false",
                "NO; lib (<< 1:1-1~rc1); false",
                "NO; lib(<=1:1-1); true",
                "NO; lib:any; false",
                "ALLOWED; lib:any (>= 1); true",
                "FOREIGN; lib; true",
                "NO; lib:i386; true",
                "NO; lib:arm64; false",
                "NO; other | lib; true",
                "NO; lib, other; false",
                "NO; plain-name; true",
                "NO; plain-name (>= 1); false",
                "NO; named (>= 2); true",
                "NO; named (>= 3); false",
                "NO; named:i386; true",
                "NO; lib (no version; true",
                "NO; ' , lib,'; true"
            })
    void needsAreMetAsDpkgSays(MultiArch multiArch, String words, boolean met) {
        List<Installed> packages = new ArrayList<>();
        for (String arch : List.of("amd64", "i386")) {
            Build lib = build("lib", "1:1-1", arch, multiArch, Kind.PROVIDES, "plain-name, named (= 2)");
            packages.add(new Installed(lib, Optional.empty()));
        }
        packages.add(new Installed(needing("1", "lib"), Optional.of(needing("2", words))));
        List<Optional<Reason>> reckoned = Reckoning.of(packages, NOTHING).orElseThrow();
        assertThat(reckoned.get(2).isEmpty()).isEqualTo(met);
    }

    @Test
    void aForeignPackageServesAllArchitecturesAndAnotherDoesNot() {
        Installed asker = new Installed(needing("1", ""), Optional.of(needing("2", "tool")));
        for (MultiArch multiArch : List.of(MultiArch.FOREIGN, MultiArch.SAME)) {
            Build tool = build("tool", "1", "i386", multiArch, Kind.PROVIDES, "x");
            assertThat(reckon(asker, new Installed(tool, Optional.empty()))
                            .get(0)
                            .isEmpty())
                    .isEqualTo(multiArch == MultiArch.FOREIGN);
        }
    }

    @Test
    void circlesOfUpdatesGoTogether() {
        Installed one = new Installed(
                build("one", "1", "amd64", MultiArch.NO, Kind.DEPENDS, "two (= 1)"),
                Optional.of(build("one", "2", "amd64", MultiArch.NO, Kind.DEPENDS, "two (= 2)")));
        Installed two = new Installed(
                build("two", "1", "amd64", MultiArch.NO, Kind.DEPENDS, "one (= 1)"),
                Optional.of(build("two", "2", "amd64", MultiArch.NO, Kind.DEPENDS, "one (= 2)")));
        assertThat(reckon(one, two)).containsOnly(Optional.empty());
        Installed held = new Installed(two.now(), Optional.empty());
        assertThat(reckon(one, held).get(0)).map(Reason::code).contains("finding.needs_other");
    }

    @Test
    void nobodyIsAgainstWhatHeStandsForHimself() {
        Relations mta = Relations.of(Map.of(Kind.PROVIDES, "mta", Kind.CONFLICTS, "mta"));
        Build exim = Build.of("exim", "1", "amd64", MultiArch.NO, mta);
        Build next = Build.of("exim", "2", "amd64", MultiArch.NO, mta);
        assertThat(reckon(new Installed(exim, Optional.of(next)))).containsExactly(Optional.empty());
        Build postfix = Build.of("postfix", "1", "amd64", MultiArch.NO, Relations.of(Map.of(Kind.PROVIDES, "mta")));
        assertThat(reckon(new Installed(exim, Optional.of(next)), new Installed(postfix, Optional.empty()))
                        .get(0))
                .map(Reason::code)
                .contains("finding.breaks");
    }

    @Test
    void whatIsBrokenAlreadyKeepsNothingBack() {
        Installed broken = new Installed(needing("1", "nowhere"), Optional.empty());
        Build lib = build("lib", "1", "amd64", MultiArch.NO, Kind.PROVIDES, "x");
        Build next = build("lib", "2", "amd64", MultiArch.NO, Kind.PROVIDES, "x");
        assertThat(reckon(broken, new Installed(lib, Optional.of(next)))).containsOnly(Optional.empty());
    }

    /** Each provides what all others look through in vain. */
    @Test
    void aComputerWhosePackagesSayTooMuchIsLeftAlone() {
        List<Installed> many = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            Relations said = Relations.of(Map.of(Kind.PROVIDES, "x", Kind.DEPENDS, "x (= 2) | x (= 3)"));
            Build now = Build.of("p" + i, "1", "amd64", MultiArch.NO, Relations.NONE);
            many.add(new Installed(now, Optional.of(Build.of("p" + i, "2", "amd64", MultiArch.NO, said))));
        }
        assertThat(Reckoning.of(many, NOTHING)).isEmpty();
    }
}
