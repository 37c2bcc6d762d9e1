package io.fettle.api.advisory;

/** What a vendor says of one package on one platform. */
public enum FixStatus {
    /** Versions below the fixed one are affected. */
    FIXED,
    /** Every version is affected; there is no fix yet. */
    AFFECTED,
    /** Every version is affected, and no fix is to be expected. */
    WONT_FIX,
    /** Every version is affected, and the vendor does not look after it any more. */
    END_OF_LIFE,
    /** The vendor does not know yet. */
    UNDER_INVESTIGATION,
    NOT_AFFECTED
}
