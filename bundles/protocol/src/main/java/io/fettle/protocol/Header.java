package io.fettle.protocol;

import io.fettle.api.trust.KeyId;
import java.time.Instant;
import java.util.Optional;

/**
 * The signed head of an envelope.
 *
 * @param signer the key that signed
 * @param addressee the key that it is for; empty for "the server"
 * @param epoch grows when the signer had to start its counting anew
 * @param sequence grows with every message of this kind and signer; what it counts is told by {@link MessageKind}
 * @param notAfter after this nobody may act on it
 */
public record Header(
        MessageKind kind,
        KeyId signer,
        Optional<KeyId> addressee,
        int epoch,
        long sequence,
        Instant issuedAt,
        Instant notAfter) {
    public Header {
        if (epoch < 0 || sequence < 0) {
            throw new IllegalArgumentException("Epoch and sequence are never negative");
        }
    }
}
