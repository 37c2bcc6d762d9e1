package io.fettle.format.openpgp;

import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.IssuerFingerprint;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Decides whether signatures vouch for a text. The rule: at least one good signature and no bad one; signatures by
 * unknown, expired or otherwise unusable keys neither help nor harm. Everything else is refused.
 *
 * <p>Immutable and safe for use by many threads; never blocks.
 */
public final class SignatureVerifier {

    /** A signature may be this much ahead of our clock. */
    public static final Duration ALLOWED_CLOCK_SKEW = Duration.ofMinutes(5);

    private static final int MAX_SIGNATURE_BYTES = 256 * 1024;
    private static final int MAX_SIGNATURES = 32;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{40}!?");

    private final KeyRing keys;
    private final Clock clock;
    /** Empty accepts every key of the ring. */
    private final Set<String> accepted;

    public SignatureVerifier(KeyRing keys, Clock clock) {
        this(keys, clock, Set.of());
    }

    private SignatureVerifier(KeyRing keys, Clock clock, Set<String> accepted) {
        this.keys = keys;
        this.clock = clock;
        this.accepted = accepted;
    }

    /**
     * Accepts only these keys of the ring, named as in apt's {@code Signed-By}: the fingerprint of a primary key stands
     * for its subkeys as well, unless an exclamation mark follows.
     *
     * @throws IllegalArgumentException for no fingerprint at all, or one that is not 40 hexadecimal digits
     */
    public SignatureVerifier acceptingOnly(Collection<String> fingerprints) {
        Set<String> normalized = new HashSet<>();
        for (String fingerprint : fingerprints) {
            String upper = fingerprint.toUpperCase(Locale.ROOT);
            if (!FINGERPRINT.matcher(upper).matches()) {
                throw new IllegalArgumentException("Not a fingerprint of 40 hexadecimal digits: " + fingerprint);
            }
            normalized.add(upper);
        }
        if (normalized.isEmpty()) {
            throw new IllegalArgumentException("No fingerprint to accept");
        }
        return new SignatureVerifier(keys, clock, Set.copyOf(normalized));
    }

    /**
     * Verifies a cleartext signed message such as an InRelease file.
     *
     * @throws SignatureRefusedException when it is well-formed but nobody we trust vouches for it
     * @throws FormatException when it is malformed
     */
    public VerifiedText verifyCleartext(byte[] message, String what) throws FormatException {
        CleartextMessage split = CleartextMessage.split(message, what);
        byte[] packets = new Armor(Armor.SIGNATURE, what).decodeOnly(bounded(split.armoredSignature(), what));
        return verify(split.canonical(), split.payload(), packets, what);
    }

    /**
     * Verifies a text by a detached signature, such as Release by Release.gpg, armored or binary.
     *
     * @throws SignatureRefusedException when both are well-formed but nobody we trust vouches for the text
     * @throws FormatException when the signature is malformed
     */
    public VerifiedText verifyDetached(byte[] text, byte[] signature, String what) throws FormatException {
        byte[] bounded = bounded(signature, what);
        byte[] packets = Armor.looksBinary(bounded) ? bounded : new Armor(Armor.SIGNATURE, what).decodeOnly(bounded);
        return verify(text, text, packets, what);
    }

    private static byte[] bounded(byte[] signature, String what) throws FormatException {
        if (signature.length > MAX_SIGNATURE_BYTES) {
            throw new FormatException(what, "the signature is longer than " + MAX_SIGNATURE_BYTES + " bytes");
        }
        return signature;
    }

    private VerifiedText verify(byte[] signed, byte[] payload, byte[] packets, String what) throws FormatException {
        Instant now = clock.instant();
        List<SignatureCheck> checks = new ArrayList<>();
        for (PGPSignature signature : signatures(packets, what)) {
            checks.add(check(signature, signed, now));
        }
        if (checks.stream().anyMatch(check -> check.outcome() == SignatureOutcome.BAD)) {
            throw new SignatureRefusedException(what, "a signature does not match the text", checks);
        }
        if (checks.stream().noneMatch(check -> check.outcome() == SignatureOutcome.GOOD)) {
            throw new SignatureRefusedException(what, "no good signature by a key we accept", checks);
        }
        return new VerifiedText(payload, checks);
    }

    private static List<PGPSignature> signatures(byte[] packets, String what) throws FormatException {
        List<PGPSignature> signatures = new ArrayList<>();
        try {
            PGPObjectFactory objects =
                    new PGPObjectFactory(new ByteArrayInputStream(packets), new BcKeyFingerprintCalculator());
            for (Object next = objects.nextObject(); next != null; next = objects.nextObject()) {
                if (!(next instanceof PGPSignatureList list)) {
                    throw new FormatException(what, "something else than signatures in the signature");
                }
                list.forEach(signatures::add);
            }
        } catch (FormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The library answers some malformed packets with unchecked exceptions.
            throw new FormatException(what, "not an OpenPGP signature (" + e.getMessage() + ")", e);
        }
        if (signatures.size() > MAX_SIGNATURES) {
            throw new FormatException(what, "more than " + MAX_SIGNATURES + " signatures");
        }
        return signatures;
    }

    private SignatureCheck check(PGPSignature signature, byte[] signed, Instant now) {
        // 1. Only what we know how to read (RFC 4880, 5.2.3): version 4, a document, nothing critical and unknown.
        if (!isReadable(signature)) {
            return unattributed(SignatureOutcome.UNSUPPORTED, signature);
        }
        // 2. The issuer's key. Key ids can be made to collide, so there may be several; the best of them counts.
        List<SigningKey> candidates = candidates(signature);
        if (candidates.isEmpty()) {
            return unattributed(SignatureOutcome.NO_KEY, signature);
        }
        SignatureOutcome best = SignatureOutcome.BAD;
        SigningKey by = candidates.get(0);
        for (SigningKey candidate : candidates) {
            SignatureOutcome outcome = check(signature, candidate, signed, now);
            if (outcome == SignatureOutcome.KEY_REVOKED) {
                // A revocation in one copy of a key holds against an older copy without it.
                best = outcome;
                by = candidate;
                break;
            }
            if (outcome == SignatureOutcome.GOOD || best == SignatureOutcome.BAD) {
                best = outcome;
                by = candidate;
            }
        }
        return new SignatureCheck(
                best, keyId(signature), by.fingerprint(), by.primaryFingerprint(), signedAt(signature));
    }

    private SignatureOutcome check(PGPSignature signature, SigningKey by, byte[] signed, Instant now) {
        // 3. Strong hashes only; a weak one is not even computed.
        if (!Algorithms.isStrongHash(signature.getHashAlgorithm())) {
            return SignatureOutcome.WEAK_HASH;
        }
        // 4. The arithmetic, with the key's algorithm and no other.
        if (!Algorithms.isKnown(by.key().getAlgorithm())) {
            return SignatureOutcome.UNSUPPORTED;
        }
        if (!matches(signature, by, signed)) {
            return SignatureOutcome.BAD;
        }
        // 5. The key's state now: revoked, unfit, expired.
        SignatureOutcome state = by.stateAt(now);
        if (state != SignatureOutcome.GOOD) {
            return state;
        }
        // 6. The signature's own times.
        Instant signedAt = signedAt(signature);
        if (signedAt.isBefore(by.created())) {
            return SignatureOutcome.BEFORE_KEY;
        }
        if (signedAt.isAfter(now.plus(ALLOWED_CLOCK_SKEW))) {
            return SignatureOutcome.FROM_FUTURE;
        }
        long lifetime = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (lifetime != 0 && !now.isBefore(signedAt.plusSeconds(lifetime))) {
            return SignatureOutcome.EXPIRED;
        }
        // 7. Right and valid, but wanted here?
        return isAccepted(by) ? SignatureOutcome.GOOD : SignatureOutcome.KEY_NOT_ACCEPTED;
    }

    private static boolean isReadable(PGPSignature signature) {
        int type = signature.getSignatureType();
        return signature.getVersion() == 4
                && (type == PGPSignature.BINARY_DOCUMENT || type == PGPSignature.CANONICAL_TEXT_DOCUMENT)
                && Algorithms.isKnown(signature.getKeyAlgorithm())
                && signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME)
                && !Algorithms.hasUnknownCriticalAttribute(signature);
    }

    private List<SigningKey> candidates(PGPSignature signature) {
        byte[] fingerprint = issuerFingerprint(signature.getHashedSubPackets());
        if (fingerprint.length == 0) {
            return keys.withId(signature.getKeyID());
        }
        return keys.withId(signature.getKeyID()).stream()
                .filter(key -> Arrays.equals(key.key().getFingerprint(), fingerprint))
                .toList();
    }

    private static byte[] issuerFingerprint(PGPSignatureSubpacketVector subpackets) {
        IssuerFingerprint issuer = subpackets.getIssuerFingerprint();
        return issuer == null ? new byte[0] : issuer.getFingerprint();
    }

    private static boolean matches(PGPSignature signature, SigningKey by, byte[] signed) {
        if (signature.getKeyAlgorithm() != by.key().getAlgorithm()) {
            return false;
        }
        if (signature.getSignatureType() == PGPSignature.CANONICAL_TEXT_DOCUMENT && hasLoneCarriageReturn(signed)) {
            // Text signatures hash all line ends alike (5.2.4), so this text need not be the one that was signed.
            return false;
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), by.key());
            signature.update(signed);
            return signature.verify();
        } catch (PGPException | RuntimeException e) {
            // The library answers some malformed numbers with unchecked exceptions; none of them is a good signature.
            return false;
        }
    }

    private static boolean hasLoneCarriageReturn(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\r' && (i + 1 == text.length || text[i + 1] != '\n')) {
                return true;
            }
        }
        return false;
    }

    private boolean isAccepted(SigningKey key) {
        return accepted.isEmpty()
                || accepted.contains(key.fingerprint())
                || accepted.contains(key.primaryFingerprint())
                || accepted.contains(key.fingerprint() + "!");
    }

    private static SignatureCheck unattributed(SignatureOutcome outcome, PGPSignature signature) {
        return new SignatureCheck(outcome, keyId(signature), "", "", signedAt(signature));
    }

    private static String keyId(PGPSignature signature) {
        return String.format(Locale.ROOT, "%016X", signature.getKeyID());
    }

    private static Instant signedAt(PGPSignature signature) {
        return signature.getCreationTime() == null
                ? Instant.EPOCH
                : signature.getCreationTime().toInstant();
    }
}
