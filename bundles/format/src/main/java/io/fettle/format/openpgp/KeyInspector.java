package io.fettle.format.openpgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Works out the state of a primary key and its subkeys from their self-signatures, each of which is verified first; the
 * library does none of this. Signatures by others are not looked at: who put the key into the ring vouches for it.
 * Section numbers are RFC 4880's.
 */
final class KeyInspector {

    private final PGPPublicKey primary;
    private final String primaryFingerprint;

    private KeyInspector(PGPPublicKey primary) {
        this.primary = primary;
        this.primaryFingerprint = fingerprint(primary);
    }

    static List<SigningKey> inspect(PGPPublicKeyRing ring) {
        KeyInspector inspector = new KeyInspector(ring.getPublicKey());
        List<SigningKey> keys = new ArrayList<>();
        SigningKey primary = inspector.inspectPrimary();
        keys.add(primary);
        for (PGPPublicKey key : ring) {
            if (!key.isMasterKey()) {
                keys.add(inspector.inspectSubkey(key, primary));
            }
        }
        return keys;
    }

    static String fingerprint(PGPPublicKey key) {
        return HexFormat.of().withUpperCase().formatHex(key.getFingerprint());
    }

    private SigningKey inspectPrimary() {
        // 1. A key that its owner revoked stays revoked, whatever the reason (5.2.4, type 0x20).
        boolean revoked = anyVerified(
                primary.getSignaturesOfType(PGPSignature.KEY_REVOCATION), s -> s.verifyCertification(primary));
        // 2. The newest valid self-signature speaks for the key (5.2.3.3).
        Optional<PGPSignature> self = newest(selfSignatures());
        Instant expires = self.map(s -> expiry(primary, s)).orElse(Instant.MIN);
        // 3. Without key flags the algorithm decides (5.2.3.21).
        boolean maySign = self.isPresent()
                && (!self.get().getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                        || signs(self.get()));
        return new SigningKey(
                primary,
                primaryFingerprint,
                primaryFingerprint,
                primary.getCreationTime().toInstant(),
                self.isPresent() ? expires : Instant.MAX,
                revoked,
                maySign && Algorithms.isStrong(primary));
    }

    private SigningKey inspectSubkey(PGPPublicKey subkey, SigningKey primaryKey) {
        // 4. Revoked by the primary (type 0x28), or together with it.
        boolean revoked = primaryKey.revoked()
                || anyVerified(
                        subkey.getSignaturesOfType(PGPSignature.SUBKEY_REVOCATION),
                        s -> s.verifyCertification(primary, subkey));
        // 5. The newest valid binding counts (type 0x18); it must allow signing.
        Optional<PGPSignature> binding = newest(verified(
                subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING), s -> s.verifyCertification(primary, subkey)));
        // 6. The subkey itself must have agreed (type 0x19), or somebody else's key could be adopted.
        boolean fit = binding.isPresent()
                && signs(binding.get())
                && hasBackSignature(binding.get(), subkey)
                && Algorithms.isStrong(subkey);
        // 7. A subkey needs a primary with a valid self-signature, and does not outlive it.
        boolean primaryBound =
                Algorithms.isStrong(primary) && newest(selfSignatures()).isPresent();
        Instant own = binding.map(s -> expiry(subkey, s)).orElse(Instant.MAX);
        return new SigningKey(
                subkey,
                fingerprint(subkey),
                primaryFingerprint,
                subkey.getCreationTime().toInstant(),
                own.isBefore(primaryKey.expires()) ? own : primaryKey.expires(),
                revoked,
                fit && primaryBound);
    }

    /** Certifications of user ids that are not revoked (0x10 to 0x13, 0x30) and direct signatures (0x1f). */
    private List<PGPSignature> selfSignatures() {
        List<PGPSignature> valid = new ArrayList<>(
                verified(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY), s -> s.verifyCertification(primary)));
        for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext(); ) {
            byte[] id = ids.next();
            List<PGPSignature> certifications = new ArrayList<>();
            List<PGPSignature> revocations = new ArrayList<>();
            for (PGPSignature s : verified(primary.getSignaturesForID(id), s -> s.verifyCertification(id, primary))) {
                (s.getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION ? revocations : certifications).add(s);
            }
            Instant revokedAt = newest(revocations).map(KeyInspector::created).orElse(Instant.MIN);
            newest(certifications).filter(s -> created(s).isAfter(revokedAt)).ifPresent(valid::add);
        }
        return valid;
    }

    private boolean hasBackSignature(PGPSignature binding, PGPPublicKey subkey) {
        return hasBackSignature(binding.getHashedSubPackets(), subkey)
                || hasBackSignature(binding.getUnhashedSubPackets(), subkey);
    }

    private boolean hasBackSignature(PGPSignatureSubpacketVector subpackets, PGPPublicKey subkey) {
        PGPSignatureList embedded;
        try {
            embedded = subpackets.getEmbeddedSignatures();
        } catch (PGPException | RuntimeException e) {
            // The library answers some that it does not know with unchecked exceptions.
            return false;
        }
        for (PGPSignature s : embedded) {
            if (s.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                    && isValid(s, subkey, back -> back.verifyCertification(primary, subkey))) {
                return true;
            }
        }
        return false;
    }

    private boolean anyVerified(Iterator<PGPSignature> signatures, Check check) {
        return !verified(signatures, check).isEmpty();
    }

    private List<PGPSignature> verified(Iterator<PGPSignature> signatures, Check check) {
        List<PGPSignature> valid = new ArrayList<>();
        while (signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            if (signature.getKeyID() == primary.getKeyID() && isValid(signature, primary, check)) {
                valid.add(signature);
            }
        }
        return valid;
    }

    private static boolean isValid(PGPSignature signature, PGPPublicKey by, Check check) {
        if (signature.getVersion() != 4
                || !Algorithms.isKnown(by.getAlgorithm())
                || !Algorithms.mayBindKeys(signature.getHashAlgorithm())
                || !signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME)
                || Algorithms.hasUnknownCriticalAttribute(signature)) {
            return false;
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), by);
            return check.passes(signature);
        } catch (PGPException | RuntimeException e) {
            // The library answers some malformed numbers with unchecked exceptions; none of them is a valid signature.
            return false;
        }
    }

    private static Optional<PGPSignature> newest(List<PGPSignature> signatures) {
        return signatures.stream().max((a, b) -> created(a).compareTo(created(b)));
    }

    private static Instant created(PGPSignature signature) {
        Date created = signature.getHashedSubPackets().getSignatureCreationTime();
        return created.toInstant();
    }

    private static boolean signs(PGPSignature signature) {
        return (signature.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
    }

    private static Instant expiry(PGPPublicKey key, PGPSignature signature) {
        long seconds = signature.getHashedSubPackets().getKeyExpirationTime();
        return seconds == 0 ? Instant.MAX : key.getCreationTime().toInstant().plusSeconds(seconds);
    }

    private interface Check {
        boolean passes(PGPSignature signature) throws PGPException;
    }
}
