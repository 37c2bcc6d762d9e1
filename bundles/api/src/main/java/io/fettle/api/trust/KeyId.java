package io.fettle.api.trust;

import io.fettle.api.Digest;
import java.security.PublicKey;

/** Names a public key: the SHA-256 of its SubjectPublicKeyInfo. Identity is the key, never a field in a message. */
public record KeyId(Digest digest) {
    public static KeyId of(PublicKey key) {
        return new KeyId(Digest.of(key.getEncoded()));
    }

    @Override
    public String toString() {
        return digest.hex();
    }
}
