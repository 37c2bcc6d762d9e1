package io.fettle.format.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.junit.jupiter.api.Test;

/** Keys and signatures that gpg would not make for us. */
class CraftedKeysTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Date CREATED = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final byte[] TEXT = "Origin: Crafted\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void subkeyWithBackSignatureMaySign() throws Exception {
        PGPKeyPair primary = ed25519();
        PGPKeyPair subkey = ed25519();
        assertThat(outcome(ring(primary, subkey, true, KeyFlags.SIGN_DATA), sign(subkey, CREATED, false)))
                .isEqualTo(SignatureOutcome.GOOD);
    }

    @Test
    void subkeyThatDidNotAgreeIsUnfit() throws Exception {
        PGPKeyPair primary = ed25519();
        PGPKeyPair subkey = ed25519();
        assertThat(outcome(ring(primary, subkey, false, KeyFlags.SIGN_DATA), sign(subkey, CREATED, false)))
                .isEqualTo(SignatureOutcome.KEY_UNFIT);
    }

    @Test
    void subkeyForEncryptionIsUnfit() throws Exception {
        PGPKeyPair primary = ed25519();
        PGPKeyPair subkey = ed25519();
        assertThat(outcome(ring(primary, subkey, true, KeyFlags.ENCRYPT_COMMS), sign(subkey, CREATED, false)))
                .isEqualTo(SignatureOutcome.KEY_UNFIT);
    }

    @Test
    void primaryThatMayOnlyCertifyIsUnfit() throws Exception {
        PGPKeyPair primary = ed25519();
        assertThat(outcome(ring(primary, ed25519(), true, KeyFlags.SIGN_DATA), sign(primary, CREATED, false)))
                .isEqualTo(SignatureOutcome.KEY_UNFIT);
    }

    @Test
    void primaryWithoutAnySelfSignatureIsUnfit() throws Exception {
        PGPKeyPair key = ed25519();
        byte[] bare = key.getPublicKey().getPublicKeyPacket().getEncoded();
        assertThat(outcome(bare, sign(key, CREATED, false))).isEqualTo(SignatureOutcome.KEY_UNFIT);
    }

    @Test
    void selfSignatureBySomebodyElseDoesNotCount() throws Exception {
        PGPKeyPair key = ed25519();
        byte[] others = ring(ed25519(), ed25519(), true, KeyFlags.SIGN_DATA);
        byte[] packet = key.getPublicKey().getPublicKeyPacket().getEncoded();
        int othersPacket = packet.length;
        ByteArrayOutputStream grafted = new ByteArrayOutputStream();
        grafted.write(packet);
        grafted.write(others, othersPacket, others.length - othersPacket);
        assertThat(outcome(grafted.toByteArray(), sign(key, CREATED, false))).isEqualTo(SignatureOutcome.KEY_UNFIT);
    }

    @Test
    void smallRsaKeyIsUnfit() throws Exception {
        PGPKeyPair primary = ed25519();
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), RANDOM, 1024, 80));
        PGPKeyPair small =
                new BcPGPKeyPair(4, PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair(), CREATED);
        assertThat(outcome(ring(primary, small, true, KeyFlags.SIGN_DATA), sign(small, CREATED, false)))
                .isEqualTo(SignatureOutcome.KEY_UNFIT);
    }

    @Test
    void signatureOlderThanItsKeyIsRefused() throws Exception {
        PGPKeyPair subkey = ed25519();
        Date before = Date.from(CREATED.toInstant().minusSeconds(1));
        assertThat(outcome(ring(ed25519(), subkey, true, KeyFlags.SIGN_DATA), sign(subkey, before, false)))
                .isEqualTo(SignatureOutcome.BEFORE_KEY);
    }

    @Test
    void unknownCriticalAttributeIsNotIgnored() throws Exception {
        PGPKeyPair subkey = ed25519();
        assertThat(outcome(ring(ed25519(), subkey, true, KeyFlags.SIGN_DATA), sign(subkey, CREATED, true)))
                .isEqualTo(SignatureOutcome.UNSUPPORTED);
    }

    private static SignatureOutcome outcome(byte[] ring, byte[] signature) throws Exception {
        SignatureVerifier verifier = new SignatureVerifier(KeyRing.parse(ring, "ring"), Fixtures.CLOCK);
        SignatureRefusedException refused = catchThrowableOfType(
                SignatureRefusedException.class, () -> verifier.verifyDetached(TEXT, signature, "text"));
        return refused == null ? SignatureOutcome.GOOD : refused.checks().get(0).outcome();
    }

    private static PGPKeyPair ed25519() throws Exception {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(RANDOM));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return new BcPGPKeyPair(4, PublicKeyAlgorithmTags.EDDSA_LEGACY, pair, CREATED);
    }

    private static byte[] ring(PGPKeyPair primary, PGPKeyPair subkey, boolean backSigned, int flags) throws Exception {
        PGPSignatureSubpacketGenerator self = new PGPSignatureSubpacketGenerator();
        self.setSignatureCreationTime(false, CREATED);
        self.setKeyFlags(true, KeyFlags.CERTIFY_OTHER);
        PGPKeyRingGenerator generator = new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                primary,
                "crafted@fixture.example",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                self.generate(),
                null,
                signer(primary),
                null);
        PGPSignatureSubpacketGenerator binding = new PGPSignatureSubpacketGenerator();
        binding.setSignatureCreationTime(false, CREATED);
        binding.setKeyFlags(true, flags);
        if (backSigned) {
            PGPSignatureGenerator back = new PGPSignatureGenerator(signer(subkey), subkey.getPublicKey(), 4);
            back.init(PGPSignature.PRIMARYKEY_BINDING, subkey.getPrivateKey());
            PGPSignatureSubpacketGenerator times = new PGPSignatureSubpacketGenerator();
            times.setSignatureCreationTime(false, CREATED);
            back.setHashedSubpackets(times.generate());
            binding.addEmbeddedSignature(
                    false, back.generateCertification(primary.getPublicKey(), subkey.getPublicKey()));
        }
        generator.addSubKey(subkey, binding.generate(), null);
        return generator.generatePublicKeyRing().getEncoded();
    }

    private static byte[] sign(PGPKeyPair key, Date at, boolean criticalNotation) throws Exception {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(key), key.getPublicKey(), 4);
        generator.init(PGPSignature.BINARY_DOCUMENT, key.getPrivateKey());
        PGPSignatureSubpacketGenerator attributes = new PGPSignatureSubpacketGenerator();
        attributes.setSignatureCreationTime(false, at);
        if (criticalNotation) {
            attributes.addNotationData(true, true, "only@fixture.example", "on sundays");
        }
        generator.setHashedSubpackets(attributes.generate());
        generator.update(TEXT);
        return generator.generate().getEncoded();
    }

    private static BcPGPContentSignerBuilder signer(PGPKeyPair key) {
        return new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256);
    }
}
