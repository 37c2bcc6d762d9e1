package io.fettle.security.trust;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.security.pki.PublicKeys;
import io.fettle.spi.store.CertificateStore;
import io.fettle.spi.store.CertificateStore.CertificateRow;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Every key that was certified, in memory; the store has it first. Revocation and approval are kept apart from the keys
 * themselves, so that one which overtakes the adding of its key is not lost. Thread-safe; reads do not block.
 */
@Component(service = KeyRegister.class)
public final class KeyRegister {
    private static final int BATCH = 2_000;

    private final CertificateStore store;
    private final Clock clock;
    private final Map<KeyId, Known> keys = new ConcurrentHashMap<>();
    private final Set<KeyId> revoked = ConcurrentHashMap.newKeySet();
    private final Set<KeyId> approved = ConcurrentHashMap.newKeySet();

    /** Reads the store: a register that did not know a revocation would let its key in. */
    @Activate
    public KeyRegister(@Reference CertificateStore store) {
        this(store, Clock.systemUTC());
    }

    public KeyRegister(CertificateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        Optional<KeyId> last = Optional.empty();
        for (List<CertificateRow> rows = store.after(last, BATCH); !rows.isEmpty(); rows = store.after(last, BATCH)) {
            rows.forEach(this::remember);
            last = Optional.of(rows.get(rows.size() - 1).key());
        }
    }

    /** A key that was ever certified, out of date or revoked ones too. */
    public Optional<Known> find(KeyId key) {
        return Optional.ofNullable(keys.get(key));
    }

    public boolean isRevoked(KeyId key) {
        return revoked.contains(key);
    }

    public boolean isApproved(KeyId key) {
        return approved.contains(key);
    }

    /** Durable, then known. */
    public void add(CertificateRow row, PublicKey key) {
        store.save(row);
        keys.put(row.key(), new Known(row.role(), row.subjectId(), key.getEncoded(), row.notAfter()));
        if (row.approved()) {
            approved.add(row.key());
        }
    }

    void approve(PeerRole role, String subjectId) {
        approved.addAll(store.approve(role, subjectId));
    }

    void revoke(PeerRole role, String subjectId) {
        revoked.addAll(store.revoke(role, subjectId, clock.instant()));
    }

    /** Revoked ones that would still be in date. */
    Set<KeyId> revokedAndInDate() {
        Instant now = clock.instant();
        Set<KeyId> inDate = new HashSet<>(revoked);
        inDate.removeIf(
                key -> find(key).filter(k -> !now.isBefore(k.notAfter())).isPresent());
        return Set.copyOf(inDate);
    }

    private void remember(CertificateRow row) {
        keys.put(
                row.key(),
                new Known(row.role(), row.subjectId(), publicKeyOf(row).getEncoded(), row.notAfter()));
        if (row.approved()) {
            approved.add(row.key());
        }
        if (row.revokedAt().isPresent()) {
            revoked.add(row.key());
        }
    }

    private static PublicKey publicKeyOf(CertificateRow row) {
        PublicKey key = PublicKeys.ofCertificate(row.der());
        if (!KeyId.of(key).equals(row.key())) {
            throw new IllegalStateException("The certificate kept for key " + row.key() + " is one of another key");
        }
        return key;
    }

    /**
     * A certified key.
     *
     * @param encoded SubjectPublicKeyInfo
     */
    public record Known(PeerRole role, String subjectId, byte[] encoded, Instant notAfter) {
        PublicKey publicKey() {
            return PublicKeys.decode(encoded);
        }
    }
}
