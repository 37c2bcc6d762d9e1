package io.fettle.spi.store;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what was certified: one row per key, because identity is the key. The security bundle reads everything once at
 * start and answers from memory afterwards. Never holds a secret key. Each write is one transaction. Thread-safe; blocks.
 */
public interface CertificateStore {

    /**
     * Adds the certificate of a new key, or replaces serial, certificate and dates of a known one (a renewal). Role,
     * subject, approval and revocation of a known key stay as they are.
     */
    void save(CertificateRow certificate);

    Optional<CertificateRow> find(KeyId key);

    /** Rows with a key id greater than {@code after} (from the start where empty), by key id, at most {@code max} (1 to 5,000). */
    List<CertificateRow> after(Optional<KeyId> after, int max);

    /** Approves all keys of a subject and returns them; empty where there are none. */
    List<KeyId> approve(PeerRole role, String subjectId);

    /** Revokes all keys of a subject that are not revoked yet and returns them. */
    List<KeyId> revoke(PeerRole role, String subjectId, Instant at);

    /**
     * One certified key. Times are kept to the millisecond.
     *
     * @param subjectId computer id or relay id, at most 64 characters
     * @param serial lower-case hexadecimal, at most 40 digits; unique
     * @param der the certificate, at most 4,096 bytes
     * @param approved false while a computer waits in quarantine
     */
    record CertificateRow(
            KeyId key,
            PeerRole role,
            String subjectId,
            String serial,
            byte[] der,
            boolean approved,
            Instant issuedAt,
            Instant notAfter,
            Optional<Instant> revokedAt) {}
}
