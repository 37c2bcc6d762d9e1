package io.fettle.api.assessment;

/**
 * How one computer stands to one patch. At most one of these for each computer: a computer that does not have the package,
 * or that a pin of its own keeps the patch away from, is in none.
 */
public enum PatchState {
    /** Misses it, and it is approved for the computer. */
    MISSING_APPROVED,
    /** Misses it, and nobody has decided about it for the computer. */
    MISSING_AWAITING,
    /** Misses it, and it is declined for the computer. */
    MISSING_DECLINED,
    /** Could have it instead of newer patches that supersede it, none of which is approved there. */
    SUPERSEDED,
    /** Nobody can tell: the inventory is missing or old, or the catalog has nothing of the computer's repositories. */
    UNKNOWN,
    /** Has the package in this version or, where its repositories offer this one, in a newer one. */
    INSTALLED;

    public boolean isMissing() {
        return this == MISSING_APPROVED || this == MISSING_AWAITING || this == MISSING_DECLINED;
    }
}
