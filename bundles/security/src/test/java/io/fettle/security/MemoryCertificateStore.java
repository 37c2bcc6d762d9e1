package io.fettle.security;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.spi.store.CertificateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Certificates in a map. */
public final class MemoryCertificateStore implements CertificateStore {
    private final Map<String, CertificateRow> rows = new TreeMap<>();
    public volatile boolean broken;

    @Override
    public synchronized void save(CertificateRow row) {
        if (broken) {
            throw new IllegalStateException("The disk is full");
        }
        rows.merge(
                row.key().toString(),
                row,
                (old, fresh) -> new CertificateRow(
                        old.key(),
                        old.role(),
                        old.subjectId(),
                        fresh.serial(),
                        fresh.der(),
                        old.approved(),
                        fresh.issuedAt(),
                        fresh.notAfter(),
                        old.revokedAt()));
    }

    @Override
    public synchronized Optional<CertificateRow> find(KeyId key) {
        return Optional.ofNullable(rows.get(key.toString()));
    }

    @Override
    public synchronized List<CertificateRow> after(Optional<KeyId> after, int max) {
        return rows.values().stream()
                .filter(r -> after.isEmpty()
                        || r.key().toString().compareTo(after.get().toString()) > 0)
                .limit(max)
                .toList();
    }

    @Override
    public synchronized List<KeyId> approve(PeerRole role, String subjectId) {
        return change(role, subjectId, true, Optional.empty());
    }

    @Override
    public synchronized List<KeyId> revoke(PeerRole role, String subjectId, Instant at) {
        return change(role, subjectId, false, Optional.of(at));
    }

    private List<KeyId> change(PeerRole role, String subjectId, boolean approve, Optional<Instant> revokedAt) {
        List<KeyId> changed = new ArrayList<>();
        rows.replaceAll((id, r) -> {
            if (r.role() != role || !r.subjectId().equals(subjectId)) {
                return r;
            }
            changed.add(r.key());
            return new CertificateRow(
                    r.key(),
                    r.role(),
                    r.subjectId(),
                    r.serial(),
                    r.der(),
                    r.approved() || approve,
                    r.issuedAt(),
                    r.notAfter(),
                    r.revokedAt().or(() -> revokedAt));
        });
        return changed;
    }
}
