package io.fettle.assessment.verdict;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of one item on computers of one kind.
 *
 * @param verdict empty where the item is as it should be
 * @param hidden whether Default-Release alone keeps a newer version away
 */
public record Judgement(Optional<Verdict> verdict, boolean hidden) {
    private static final Judgement FINE = new Judgement(Optional.empty(), false);
    private static final Judgement HIDDEN = new Judgement(Optional.empty(), true);

    public static Judgement of(Optional<Verdict> verdict, boolean hidden) {
        if (verdict.isPresent()) {
            return new Judgement(verdict, hidden);
        }
        return hidden ? HIDDEN : FINE;
    }

    public Judgement reworded(UnaryOperator<Verdict> reword) {
        return verdict.isEmpty() ? this : new Judgement(verdict.map(reword), hidden);
    }

    public boolean isMissing() {
        return verdict.isPresent() && verdict.get().isMissing();
    }
}
