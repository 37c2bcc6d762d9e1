package io.fettle.format.openpgp;

import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;

/** Which algorithms and attributes count. */
final class Algorithms {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 16384;

    private static final Set<Integer> DOCUMENT_HASHES =
            Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512);

    private static final Set<Integer> KEYS = Set.of(
            PublicKeyAlgorithmTags.RSA_GENERAL,
            PublicKeyAlgorithmTags.RSA_SIGN,
            PublicKeyAlgorithmTags.EDDSA_LEGACY,
            PublicKeyAlgorithmTags.Ed25519);

    private static final Set<Integer> KNOWN_ATTRIBUTES = Set.of(
            SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME,
            SignatureSubpacketTags.EXPORTABLE,
            SignatureSubpacketTags.REVOCABLE,
            SignatureSubpacketTags.KEY_EXPIRE_TIME,
            SignatureSubpacketTags.PREFERRED_SYM_ALGS,
            SignatureSubpacketTags.PREFERRED_HASH_ALGS,
            SignatureSubpacketTags.PREFERRED_COMP_ALGS,
            SignatureSubpacketTags.KEY_SERVER_PREFS,
            SignatureSubpacketTags.PREFERRED_KEY_SERV,
            SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.PRIMARY_USER_ID,
            SignatureSubpacketTags.POLICY_URL,
            SignatureSubpacketTags.KEY_FLAGS,
            SignatureSubpacketTags.SIGNER_USER_ID,
            SignatureSubpacketTags.REVOCATION_REASON,
            SignatureSubpacketTags.REVOCATION_KEY,
            SignatureSubpacketTags.FEATURES,
            SignatureSubpacketTags.EMBEDDED_SIGNATURE,
            SignatureSubpacketTags.ISSUER_FINGERPRINT);

    private Algorithms() {}

    static boolean isStrongHash(int hash) {
        return DOCUMENT_HASHES.contains(hash);
    }

    /**
     * SHA-1 still binds many vendors' keys to themselves. It is accepted there, because a key ring is installed by hand
     * or by the vendor's package, not fetched along with what it verifies.
     */
    static boolean mayBindKeys(int hash) {
        return isStrongHash(hash) || hash == HashAlgorithmTags.SHA1 || hash == HashAlgorithmTags.SHA224;
    }

    static boolean isKnown(int keyAlgorithm) {
        return KEYS.contains(keyAlgorithm);
    }

    static boolean isStrong(PGPPublicKey key) {
        int algorithm = key.getAlgorithm();
        if (key.getVersion() != 4 || !isKnown(algorithm)) {
            return false;
        }
        if (algorithm == PublicKeyAlgorithmTags.RSA_GENERAL || algorithm == PublicKeyAlgorithmTags.RSA_SIGN) {
            int bits = key.getBitStrength();
            return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
        }
        return true;
    }

    /** RFC 4880, 5.2.3.1: an unknown critical subpacket makes the signature void. */
    static boolean hasUnknownCriticalAttribute(PGPSignature signature) {
        for (SignatureSubpacket subpacket : signature.getHashedSubPackets().toArray()) {
            if (subpacket.isCritical() && !KNOWN_ATTRIBUTES.contains(subpacket.getType())) {
                return true;
            }
        }
        return false;
    }
}
