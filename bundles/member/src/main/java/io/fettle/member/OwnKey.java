package io.fettle.member;

import io.fettle.api.FettleException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key that is this computer's identity: P-256, made here, never leaves the disk. */
final class OwnKey {
    static final String SECRET = "own.p8";
    private static final String PUBLIC = "own.spki";
    private static final int MAX = 1024;
    private static final byte[] PROBE = {1, 2, 3};

    private OwnKey() {}

    /** The public half is written first, so wherever there is a secret one, the two belong together. */
    static KeyPair openOrMake(PrivateDirectory files, SecureRandom random) {
        Optional<byte[]> secret = files.read(SECRET, MAX);
        if (secret.isPresent()) {
            return open(secret.get(), files);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            files.write(PUBLIC, pair.getPublic().getEncoded());
            files.write(SECRET, pair.getPrivate().getEncoded());
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    private static KeyPair open(byte[] secret, PrivateDirectory files) {
        byte[] open = files.read(PUBLIC, MAX).orElseThrow(() -> damaged(null));
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            KeyPair pair = new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(open)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(pair.getPublic());
            signature.update(PROBE);
            if (!signature.verify(signed)) {
                throw damaged(null);
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw damaged(e);
        }
    }

    private static FettleException damaged(@Nullable Exception cause) {
        return new FettleException(
                MemberError.DAMAGED_IDENTITY,
                "This computer's key is damaged; empty the directory trust and enrol it again",
                cause);
    }
}
