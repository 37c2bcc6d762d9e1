package io.fettle.assessment.flaw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarriedTest {
    private final List<Integer> made = new ArrayList<>();
    private String words = "first";

    private String answer(int key) {
        made.add(key);
        return words + " " + key;
    }

    private Carried<Integer, String> asked(int keys) {
        Carried<Integer, String> answers = new Carried<>();
        for (int key = 0; key < keys; key++) {
            answers.of(key, this::answer);
        }
        made.clear();
        return answers;
    }

    @Test
    void anAnswerIsMadeOnce() {
        Carried<Integer, String> answers = asked(1);
        assertThat(answers.of(0, this::answer)).isEqualTo("first 0");
        assertThat(made).isEmpty();
    }

    @Test
    void onlyWhatChangedIsMadeAnewHoweverManyRevisionsFollow() {
        Carried<Integer, String> answers = asked(100);
        for (int revision = 0; revision < 200; revision++) {
            words = "of revision " + revision;
            made.clear();
            Carried<Integer, String> before = answers;
            int changed = revision % 100;
            String was = before.of(changed, this::answer);
            answers = answers.without(List.of(changed));
            assertThat(answers.of(changed, this::answer)).isEqualTo(words + " " + changed);
            assertThat(before.of(changed, this::answer)).isEqualTo(was);
            for (int key = 0; key < 100; key++) {
                answers.of(key, this::answer);
            }
            assertThat(made).containsExactly(changed);
        }
    }

    @Test
    void whatOneLearnsLaterTheOtherDoesNot() {
        Carried<Integer, String> before = asked(100);
        Carried<Integer, String> after = before.without(List.of(3));
        words = "late";
        before.of(200, this::answer);
        words = "later";
        assertThat(after.of(200, this::answer)).isEqualTo("later 200");
        assertThat(before.of(200, this::answer)).isEqualTo("late 200");
    }
}
