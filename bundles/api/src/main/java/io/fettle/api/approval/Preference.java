package io.fettle.api.approval;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which of several versions of one package counts for a computer, where not all of them were decided alike. This is the rule
 * for health, clocks, exposures and deployments; whoever works with sets of computers comes to the same. Stateless.
 */
public final class Preference {
    private Preference() {}

    /**
     * What counts as missing: the newest that is not declined. Empty where all are.
     *
     * @param newestFirst versions that the computer could have, each superseding all after it
     * @param decided what was decided about one of them for this computer
     */
    public static <V> Optional<V> open(List<V> newestFirst, Function<V, Decision> decided) {
        return newestFirst.stream()
                .filter(version -> decided.apply(version) != Decision.DECLINED)
                .findFirst();
    }

    /** The newest that is approved. Parameters as in {@link #open}. */
    public static <V> Optional<V> approved(List<V> newestFirst, Function<V, Decision> decided) {
        return newestFirst.stream()
                .filter(version -> decided.apply(version) == Decision.APPROVED)
                .findFirst();
    }

    /** What is to be installed: the newest approved one where any is, else the newest that is not declined. */
    public static <V> Optional<V> chosen(List<V> newestFirst, Function<V, Decision> decided) {
        return approved(newestFirst, decided).or(() -> open(newestFirst, decided));
    }
}
