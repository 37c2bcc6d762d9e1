package io.fettle.testkit.vendor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A key by which an archive signs: Ed25519, made anew in a moment. */
public final class TestKey {
    private static final Date CREATED = Date.from(Instant.parse("2026-01-01T00:00:00Z"));

    private final PGPKeyPair pair;
    private final byte[] ring;

    public TestKey() {
        try {
            Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
            pair = new BcPGPKeyPair(4, PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), CREATED);
            PGPSignatureSubpacketGenerator self = new PGPSignatureSubpacketGenerator();
            self.setSignatureCreationTime(false, CREATED);
            self.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            ring = new PGPKeyRingGenerator(
                            PGPSignature.POSITIVE_CERTIFICATION,
                            pair,
                            "archive@fixture.example",
                            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                            self.generate(),
                            null,
                            signer(),
                            null)
                    .generatePublicKeyRing()
                    .getEncoded();
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key, binary, in base64. */
    public String keyring() {
        return Base64.getEncoder().encodeToString(ring);
    }

    /** @param lines each ended by a line feed */
    public byte[] cleartext(String lines) {
        String canonical = lines.substring(0, lines.length() - 1).replace("\n", "\r\n");
        String signature = armored(canonical, PGPSignature.CANONICAL_TEXT_DOCUMENT);
        return ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + lines + signature)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** An armored signature of this text. */
    public byte[] detached(String text) {
        return armored(text, PGPSignature.BINARY_DOCUMENT).getBytes(StandardCharsets.US_ASCII);
    }

    private String armored(String text, int type) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(), pair.getPublicKey());
            generator.init(type, pair.getPrivateKey());
            PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(false, CREATED);
            generator.setHashedSubpackets(hashed.generate());
            generator.update(text.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ArmoredOutputStream armor = new ArmoredOutputStream(bytes)) {
                armor.clearHeaders();
                generator.generate().encode(armor);
            }
            return bytes.toString(StandardCharsets.US_ASCII);
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private BcPGPContentSignerBuilder signer() {
        return new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256);
    }
}
