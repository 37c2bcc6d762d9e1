package io.fettle.demo;

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

/**
 * Signs one repository and is forgotten then: its private half is never written down, so nobody can ever sign another
 * list that a server with this demo would believe.
 */
final class ArchiveKey {
    private static final String OWNER = "Fettle demo data";

    private final PGPKeyPair pair;
    private final Date created;

    ArchiveKey(Instant created) throws IOException {
        try {
            this.created = Date.from(created);
            Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
            pair = new BcPGPKeyPair(4, PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), this.created);
        } catch (PGPException e) {
            throw new IOException("No key for the demo's repository", e);
        }
    }

    /** The public key, binary, as base64. */
    String keyring() throws IOException {
        try {
            PGPSignatureSubpacketGenerator self = new PGPSignatureSubpacketGenerator();
            self.setSignatureCreationTime(false, created);
            self.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            // The SHA-1 is the checksum of a secret key's packet, which nobody gets to see.
            PGPKeyRingGenerator ring = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    pair,
                    OWNER,
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    self.generate(),
                    null,
                    signer(),
                    null);
            return Base64.getEncoder()
                    .encodeToString(ring.generatePublicKeyRing().getEncoded());
        } catch (PGPException e) {
            throw new IOException("The key of the demo's repository can't be given out", e);
        }
    }

    /** @param lines each ended by a line feed, none starting with a dash */
    byte[] cleartext(String lines) throws IOException {
        String canonical = lines.substring(0, lines.length() - 1).replace("\n", "\r\n");
        ByteArrayOutputStream signature = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor = new ArmoredOutputStream(signature)) {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(), pair.getPublicKey());
            generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, pair.getPrivateKey());
            PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(false, created);
            generator.setHashedSubpackets(hashed.generate());
            generator.update(canonical.getBytes(StandardCharsets.US_ASCII));
            armor.clearHeaders();
            generator.generate().encode(armor);
        } catch (PGPException e) {
            throw new IOException("The demo's repository can't be signed", e);
        }
        return ("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + lines
                        + signature.toString(StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private BcPGPContentSignerBuilder signer() {
        return new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256);
    }
}
