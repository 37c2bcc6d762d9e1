package io.fettle.assessment.verdict;

import java.util.List;

/** Remembers what was on offer, when repositories do not any more. Thread-safe. */
public interface Trail {
    /** Remembers nothing. */
    Trail NONE = name -> List.of();

    /** Versions of this package that somebody missed, also those that are still on offer, in any order. */
    List<PastOffer> of(String name);
}
