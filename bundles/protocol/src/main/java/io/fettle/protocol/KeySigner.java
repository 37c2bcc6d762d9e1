package io.fettle.protocol;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Signer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** Signs with a key in memory. Thread-safe. */
public record KeySigner(PrivateKey key, List<X509Certificate> chain, int epoch) implements Signer {
    public KeySigner {
        chain = List.copyOf(chain);
    }

    @Override
    public KeyId keyId() {
        return KeyId.of(chain.get(0).getPublicKey());
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An ECDSA key of ours cannot sign", e);
        }
    }
}
