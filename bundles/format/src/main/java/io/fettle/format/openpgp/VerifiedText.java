package io.fettle.format.openpgp;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Text that somebody we trust signed. Only {@link SignatureVerifier} makes one, so whoever asks for this type cannot be
 * handed anything else. Immutable.
 */
public final class VerifiedText {

    private final byte[] bytes;
    private final List<SignatureCheck> checks;

    VerifiedText(byte[] bytes, List<SignatureCheck> checks) {
        this.bytes = bytes.clone();
        this.checks = List.copyOf(checks);
    }

    /** The signed bytes, newly copied; of a cleartext message the text without escapes, lines ended by LF. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /** The good signatures, at least one. */
    public List<SignatureCheck> signers() {
        return checks.stream()
                .filter(check -> check.outcome() == SignatureOutcome.GOOD)
                .toList();
    }

    /** All signatures, ignored ones included. */
    public List<SignatureCheck> checks() {
        return checks;
    }

    /** When the latest of the good signatures was made. */
    public Instant signedAt() {
        return signers().stream()
                .map(SignatureCheck::signedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
