package io.fettle.api.assessment;

/** How one computer stands to one vulnerability. Exactly one of these for each computer that it concerns. */
public enum ExposureState {
    /** Exposed, and each patch that mends it there is on offer and approved for the computer. */
    EXPOSED_APPROVED,
    /** Exposed; there is a fix, and somebody has to approve it or to give the computer access to it. */
    EXPOSED_AWAITING,
    /** Exposed, and the vendor has no fix. */
    EXPOSED_NO_FIX,
    /** Nobody can tell: the inventory is missing or old, no source speaks of the platform, or the vendor does not know. */
    UNKNOWN,
    /** Has the package, in a version that does not have the flaw. */
    FIXED;

    public boolean isExposed() {
        return this == EXPOSED_APPROVED || this == EXPOSED_AWAITING || this == EXPOSED_NO_FIX;
    }
}
