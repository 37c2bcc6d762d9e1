package io.fettle.assessment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.assessment.SampleCatalog;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.verdict.Grounds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the basis counts; the agent's tests of its lists hold it to the same two texts. */
class SetupVerdictsTest {
    private static final String MIRRORED = "http://deb.example.org/debian/";
    private static final String BOTH = "53cb78e8cd1a0758303cdd6c5bde27d983c08acf3acecd118a034516cf0094ba";
    private static final String NONE = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    // Spelled otherwise than in the catalog on purpose.
    private static final AptRepository DEBIAN = used("https://DEB.example.org:443/debian", "bookworm");
    private static final AptRepository SECURITY = used("https://DEB.example.org:443/debian", "bookworm-security");
    private static final AptRepository THIRD = used("https://third.example.org/apt/", "stable");

    private final SampleCatalog catalog = new SampleCatalog(1);

    @Test
    void basisLeavesOutWhatIsNotMirrored() {
        mirror("bookworm", "bookworm-security");
        assertThat(basis(DEBIAN, SECURITY, THIRD)).isEqualTo(BOTH);
    }

    @Test
    void basisLeavesOutWhatTheComputerDoesNotUse() {
        mirror("bookworm", "bookworm-security", "trixie");
        assertThat(basis(DEBIAN, SECURITY, THIRD)).isEqualTo(BOTH);
    }

    @Test
    void basisOfNothingMirroredIsThatOfNothing() {
        assertThat(basis(DEBIAN, SECURITY, THIRD)).isEqualTo(NONE);
    }

    private void mirror(String... suites) {
        for (String suite : suites) {
            catalog.repository(MIRRORED, suite, suite, suite, "Debian", "Debian", "12", MAIN, AMD64, false, 500);
        }
    }

    private String basis(AptRepository... used) {
        AptSetup setup = new AptSetup(AMD64, List.of(used), List.of(), Optional.empty());
        Grounds grounds = new Grounds(catalog, new FlawBook(catalog.advisories()), item -> {
            throw new IllegalStateException("No package is judged here");
        });
        return new SetupVerdicts(setup, grounds, "Debian:12").basis();
    }

    private static AptRepository used(String uri, String suite) {
        return new AptRepository(uri, suite, MAIN, AMD64, List.of());
    }
}
