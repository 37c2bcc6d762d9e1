package io.fettle.agent.keyring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPKeyPair;

/** A vendor's primary key with a subkey, made by the library that the server reads such rings with. */
record TestRing(PGPPublicKeyRing ring) {
    static TestRing make() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        PGPKeyPair primary = new JcaPGPKeyPair(PGPPublicKey.RSA_GENERAL, rsa.generateKeyPair(), new Date());
        PGPKeyPair sub = new JcaPGPKeyPair(PGPPublicKey.RSA_GENERAL, rsa.generateKeyPair(), new Date());
        PGPKeyRingGenerator generator = new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                primary,
                "Vendor <vendor@example.org>",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                null,
                null,
                new BcPGPContentSignerBuilder(primary.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                null);
        generator.addSubKey(sub);
        return new TestRing(generator.generatePublicKeyRing());
    }

    /** Of the primary key. */
    String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(ring.getPublicKey().getFingerprint());
    }

    byte[] binary() throws IOException {
        return ring.getEncoded();
    }

    String armored() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor =
                ArmoredOutputStream.builder().setVersion("test").build(text)) {
            ring.encode(armor);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }

    /** As it is written out below {@code Signed-By}. */
    String folded() throws IOException {
        StringBuilder folded = new StringBuilder();
        for (String line : armored().lines().toList()) {
            folded.append('\n').append(line.isEmpty() ? " ." : " " + line);
        }
        return folded.toString();
    }

    static byte[] joined(List<byte[]> rings) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        rings.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
