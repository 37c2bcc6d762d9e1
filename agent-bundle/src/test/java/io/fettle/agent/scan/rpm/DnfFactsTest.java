package io.fettle.agent.scan.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of dnf's facts is told, where a server would not take all of them. */
class DnfFactsTest {
    private static final String REPOSITORY = "repository\tbase\t\t99\t0\t0\t0";

    @Test
    void aLockForEachPackageIsTold() {
        RpmSetup setup = parse(many(RpmSetup.MAX_LOCKS, "lock\t")).setup().orElseThrow();
        assertThat(setup.locks()).hasSize(RpmSetup.MAX_LOCKS);
        assertThat(setup.locksKnown()).isTrue();
    }

    @Test
    void locksBeyondWhatCanBeToldAreNotKnown() {
        assertLocksNotKnown(many(RpmSetup.MAX_LOCKS + 1, "lock\t"));
        assertLocksNotKnown(many(RpmSetup.MAX_LOCKS, "lock\t" + "x".repeat(100)));
        assertLocksNotKnown(List.of("lock\ta-1*", "lock\t" + "x".repeat(RpmSetup.MAX_PATTERN + 1)));
        assertLocksNotKnown(List.of("lock\ta-1*", "lock\tno\ufffdUTF8"));
    }

    @Test
    void locksThatCouldNotBeReadAreNotKnown() {
        assertLocksNotKnown(List.of("unlisted\tPermission denied"));
    }

    private static void assertLocksNotKnown(List<String> lines) {
        DnfFacts facts = parse(lines);
        assertThat(facts.setup().orElseThrow().locks()).isEmpty();
        assertThat(facts.setup().orElseThrow().locksKnown()).isFalse();
        assertThat(facts.obstacles()).hasSize(1);
    }

    @Test
    void aSetupIsToldWithAllItsPatternsOrNotAtAll() {
        String tooLong = "x".repeat(RpmSetup.MAX_PATTERN + 1);
        assertNotTold(List.of("exclude\t" + tooLong));
        assertNotTold(List.of("exclude\t\u0007"));
        assertNotTold(many(RpmSetup.MAX_PATTERNS + 1, "exclude\t"));
        assertNotTold(many(RpmSetup.MAX_PATTERNS + 1, "include\t"));
        assertNotTold(many(RpmSetup.MAX_PATTERNS + 1, "module\t"));
        assertNotTold(List.of(REPOSITORY, "repository-exclude\tbase\t" + tooLong));
        assertNotTold(List.of(REPOSITORY.replace("base", tooLong)));
        List<String> repositories = new ArrayList<>();
        for (int i = 0; i <= RpmSetup.MAX_REPOSITORIES; i++) {
            repositories.add(REPOSITORY.replace("base", "base" + i));
        }
        assertNotTold(repositories);
    }

    @Test
    void aSetupThatIsTooMuchInAllIsNotTold() {
        List<String> lines = new ArrayList<>();
        for (String kind : List.of("exclude\t", "include\t", "module\t")) {
            lines.addAll(many(RpmSetup.MAX_PATTERNS, kind + "x".repeat(250)));
        }
        assertNotTold(lines);
    }

    private static void assertNotTold(List<String> lines) {
        DnfFacts facts = parse(lines);
        assertThat(facts.setup()).isEmpty();
        assertThat(facts.arch()).isEqualTo("x86_64");
        assertThat(facts.obstacles()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:secret@host.example.org/9/, https://host.example.org/9/",
        "https://user:p@ss@host.example.org/9/, https://host.example.org/9/",
        "HTTPS://user:p@ss@host.example.org/9/, HTTPS://host.example.org/9/",
        "https://user:p?s#s@host.example.org/9/, https://host.example.org/9/",
        "https://host.example.org/9/?token=secret, https://host.example.org/9/",
        "https://host.example.org/a@b/, https://host.example.org/a@b/",
        "file:///srv/a@b/, file:///srv/a@b/"
    })
    void aPlaceIsToldWithoutWhatIsSecret(String place, String told) {
        RpmRepository repository = repository("repository-place\tbase\t" + place);
        assertThat(repository.baseUrls()).containsExactly(told);
        RpmRepository ofMirrors = repository(REPOSITORY.replace("base\t", "base\t" + place));
        assertThat(ofMirrors.mirrors()).isEqualTo(told);
    }

    @Test
    void aPlaceThatIsTooLongIsCut() {
        RpmRepository repository = repository("repository-place\tbase\thttps://example.org/" + "x".repeat(2000));
        assertThat(repository.baseUrls().get(0)).hasSize(RpmSetup.MAX_URI).endsWith("/");
    }

    @Test
    void onlySoManyPlacesAreTold() {
        List<String> lines = new ArrayList<>(List.of(REPOSITORY));
        lines.addAll(Collections.nCopies(RpmSetup.MAX_URIS + 1, "repository-place\tbase\thttps://example.org/"));
        assertThat(parse(lines).setup().orElseThrow().repositories().get(0).baseUrls())
                .hasSize(RpmSetup.MAX_URIS);
    }

    private static RpmRepository repository(String line) {
        return parse(List.of(REPOSITORY, line))
                .setup()
                .orElseThrow()
                .repositories()
                .get(0);
    }

    private static List<String> many(int count, String line) {
        return IntStream.range(0, count).mapToObj(i -> line + i).toList();
    }

    private static DnfFacts parse(List<String> lines) {
        return DnfFacts.parse("arch\tx86_64\n" + String.join("\n", lines) + "\nend\n");
    }
}
