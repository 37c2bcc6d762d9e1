package io.fettle.exchange;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Signer;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A key pair that signs envelopes. */
final class TestKey implements Signer {
    final KeyPair pair;

    TestKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] seal(MessageKind kind, long sequence, Instant at, byte[] payload) {
        return seal(kind, sequence, at, at.plus(Duration.ofHours(1)), Optional.empty(), payload);
    }

    byte[] seal(MessageKind kind, long sequence, Instant at, Instant notAfter, Optional<KeyId> to, byte[] payload) {
        return Envelope.seal(new Header(kind, keyId(), to, epoch(), sequence, at, notAfter), payload, this)
                .bytes();
    }

    @Override
    public KeyId keyId() {
        return KeyId.of(pair.getPublic());
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<X509Certificate> chain() {
        return List.of();
    }

    @Override
    public int epoch() {
        return 1;
    }
}
