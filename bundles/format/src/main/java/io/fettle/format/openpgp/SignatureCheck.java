package io.fettle.format.openpgp;

import java.time.Instant;

/**
 * One signature of a message and what came of it; meant for logs and for the audit.
 *
 * @param keyId 16 upper-case hexadecimal digits, as the signature claims
 * @param fingerprint of the key that made the signature; empty when we do not have it
 * @param primaryFingerprint of its primary key; empty when we do not have it
 * @param signedAt as the signature claims; true only if the outcome is {@code GOOD}
 */
public record SignatureCheck(
        SignatureOutcome outcome, String keyId, String fingerprint, String primaryFingerprint, Instant signedAt) {

    @Override
    public String toString() {
        return outcome + " " + (fingerprint.isEmpty() ? keyId : fingerprint);
    }
}
