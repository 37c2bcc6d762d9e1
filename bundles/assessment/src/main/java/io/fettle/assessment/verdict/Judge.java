package io.fettle.assessment.verdict;

import io.fettle.api.Reason;
import io.fettle.api.inventory.SoftwareItem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what a package manager would choose on computers of one setup, by one catalog revision. Immutable; thread-safe. */
public interface Judge {
    /** The same by a later revision with the same repositories. */
    Judge by(Grounds later);

    /** Empty where the item is as the package manager would have it, or unknown to the repositories. */
    Optional<Verdict> judge(SoftwareItem item);

    /** The same verdict on the item, with what advisories say now. */
    Verdict reworded(SoftwareItem item, Verdict verdict);

    /** Whether a newer version of it is kept away by a choice that is not about this package. */
    boolean hides(SoftwareItem item);

    /** How {@link #judge} came to its verdict, in steps. */
    List<Reason> explain(SoftwareItem item, Verdict verdict);

    /** Numbers of the catalog's repositories that these computers use. */
    Set<Integer> repositories();

    /** Whether the catalog has nothing of what these computers use. */
    boolean coversNothing();

    /** What keeps the verdicts from being the whole truth, whatever the time. */
    List<Reason> gaps();

    /**
     * Which updates of a computer cannot be installed beside the rest of what it has. Empty where nobody can tell for this
     * package manager, or not in reasonable time.
     */
    default Optional<Reckoned> reckon(List<Placed> packages) {
        return Optional.empty();
    }
}
