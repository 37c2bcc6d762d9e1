package io.fettle.format.openpgp;

import java.time.Instant;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * A key of the ring with everything about it that does not depend on the time of asking, worked out once.
 *
 * @param expires {@link Instant#MAX} for never; of a subkey the earlier of its own and its primary's
 * @param fit self-signature or binding verified, allowed to sign, strong enough
 */
record SigningKey(
        PGPPublicKey key,
        String fingerprint,
        String primaryFingerprint,
        Instant created,
        Instant expires,
        boolean revoked,
        boolean fit) {

    /** The state alone, or {@code GOOD}. */
    SignatureOutcome stateAt(Instant now) {
        if (revoked) {
            return SignatureOutcome.KEY_REVOKED;
        }
        if (!fit) {
            return SignatureOutcome.KEY_UNFIT;
        }
        return now.isBefore(expires) ? SignatureOutcome.GOOD : SignatureOutcome.KEY_EXPIRED;
    }
}
