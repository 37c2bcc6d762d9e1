package io.fettle.assessment.verdict;

import io.fettle.api.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What the packages of one computer come to by what they say of one another.
 *
 * @param keptBack why each cannot be updated, in their order; empty where it can, or there is no update
 * @param complete whether it is known of every package what it says; where not, something may be in the way all the same
 */
public record Reckoned(List<Optional<Reason>> keptBack, boolean complete) {
    public Reckoned {
        keptBack = List.copyOf(keptBack);
    }
}
