package io.fettle.applier.dnf;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.applier.process.Commands.Ended;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnswerTest {
    @Test
    void whatGoesBelongsToWhatComes() {
        Answer answer = Answer.of(said("""
                change	new	x86_64		3-1
                change	foo	noarch	1-1	2-1
                replaces	new	x86_64	old	noarch	1-1
                removes	gone	noarch	1-1
                end
                """));
        assertThat(answer.failed()).isEmpty();
        assertThat(answer.changes())
                .containsExactly(
                        new PlannedChange(
                                "new",
                                "x86_64",
                                Optional.empty(),
                                "3-1",
                                List.of(new ReplacedPackage("old", "noarch", "1-1"))),
                        new PlannedChange("foo", "noarch", Optional.of("1-1"), "2-1"));
        assertThat(answer.removed()).containsExactly("gone-1-1.noarch");
    }

    @Test
    void anAnswerWithoutItsEndIsNone() {
        assertThat(Answer.of(said("change	foo	noarch	1-1	2-1\n")).failed()).isPresent();
        assertThat(Answer.of(new Ended(1, "", "Traceback\nImportError: no dnf\n"))
                        .failed())
                .contains(Reason.of("dnf.failed", "words", "Traceback\nImportError: no dnf"));
    }

    @Test
    void aFailureIsTold() {
        Answer answer = Answer.of(new Ended(3, "failed	dnf.locked	by 7\nend\n", "noise"));
        assertThat(answer.failed()).contains(Reason.of("dnf.locked", "words", "by 7"));
    }

    @Test
    void aRepositoryIsWhatItsOwnerMadeOfIt() {
        OwnRepository own = Answer.of(said("""
                repository	extra	0	http://rpm.example.org/list
                repository-place	extra	http://rpm.example.org/9/
                repository-key	extra	file:///etc/pki/extra
                end
                """)).repositories().get(0);
        assertThat(own)
                .isEqualTo(new OwnRepository(
                        "extra", false, true, List.of("http://rpm.example.org/9/"), List.of("file:///etc/pki/extra")));
    }

    private static Ended said(String words) {
        return new Ended(0, words, "");
    }
}
