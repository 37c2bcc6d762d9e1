package io.fettle.applier.vendor;

import io.fettle.api.mirror.MirroredSuite;

/**
 * A suite of an order whose signed list and indexes hold, by the computer's own keys. Only {@link VendorChain} makes one.
 */
public final class VerifiedSuite {
    private final MirroredSuite suite;
    private final String signedBy;

    VerifiedSuite(MirroredSuite suite, String signedBy) {
        this.suite = suite;
        this.signedBy = signedBy;
    }

    public MirroredSuite suite() {
        return suite;
    }

    /** As the computer's owner wrote it; empty where he did not. */
    public String signedBy() {
        return signedBy;
    }
}
