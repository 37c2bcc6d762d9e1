package io.fettle.api.assessment;

/**
 * How one computer stands to one vulnerability. Exactly one of these for each computer that it concerns.
 *
 * <p>A computer may have the flaw in several packages. What each state promises has to hold for all of them, so the first of
 * these counts: awaiting where the fix of any of them waits for somebody; no fix where all that could be decided is, and one
 * of them stays as it is; approved only where all of them will be mended.
 */
public enum ExposureState {
    /** Exposed, and for each package that has the flaw a patch that mends it is on offer and approved for the computer. */
    EXPOSED_APPROVED,
    /** Exposed; there is a fix, and somebody has to approve it or to give the computer access to it. */
    EXPOSED_AWAITING,
    /** Exposed, the vendor has no fix for at least one package, and nothing else waits for anybody. */
    EXPOSED_NO_FIX,
    /** Nobody can tell: the inventory is missing or old, no source speaks of the platform, or the vendor does not know. */
    UNKNOWN,
    /** Has the package, in a version that does not have the flaw. */
    FIXED;

    public boolean isExposed() {
        return this == EXPOSED_APPROVED || this == EXPOSED_AWAITING || this == EXPOSED_NO_FIX;
    }
}
