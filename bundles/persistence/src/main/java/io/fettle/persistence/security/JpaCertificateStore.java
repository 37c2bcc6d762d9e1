package io.fettle.persistence.security;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.persistence.Database;
import io.fettle.spi.store.CertificateStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Certified keys in the database. */
@Component
public final class JpaCertificateStore implements CertificateStore {
    private static final int MAX_READ = 5_000;
    private static final String AFTER = "select c from Certificate c where c.key > :after order by c.key";
    private static final String OF_SUBJECT =
            "select c from Certificate c where c.role = :role and c.subjectId = :subject order by c.key";
    private static final String UNREVOKED_OF_SUBJECT = "select c from Certificate c where c.role = :role"
            + " and c.subjectId = :subject and c.revokedAt is null order by c.key";

    private final Database database;

    @Activate
    public JpaCertificateStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void save(CertificateRow certificate) {
        CertificateEntity added = new CertificateEntity(certificate);
        database.write(unit -> {
            CertificateEntity known = unit.em()
                    .find(CertificateEntity.class, certificate.key().toString(), LockModeType.PESSIMISTIC_WRITE);
            if (known == null) {
                unit.em().persist(added);
            } else {
                known.renew(certificate);
            }
        });
    }

    @Override
    public Optional<CertificateRow> find(KeyId key) {
        return database.read(em -> Optional.ofNullable(em.find(CertificateEntity.class, key.toString())))
                .map(CertificateEntity::toRow);
    }

    @Override
    public List<CertificateRow> after(Optional<KeyId> after, int max) {
        if (max < 1 || max > MAX_READ) {
            throw new IllegalArgumentException("One read of the certificates gives 1 to " + MAX_READ + " of them");
        }
        return database.read(em -> em
                .createQuery(AFTER, CertificateEntity.class)
                .setParameter("after", after.map(KeyId::toString).orElse(""))
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(CertificateEntity::toRow)
                .toList());
    }

    @Override
    public List<KeyId> approve(PeerRole role, String subjectId) {
        return change(OF_SUBJECT, role, subjectId, CertificateEntity::approve);
    }

    @Override
    public List<KeyId> revoke(PeerRole role, String subjectId, Instant at) {
        return change(UNREVOKED_OF_SUBJECT, role, subjectId, certificate -> certificate.revoke(at));
    }

    private List<KeyId> change(String query, PeerRole role, String subjectId, Consumer<CertificateEntity> change) {
        return database.writeAndReturn(unit -> {
            List<CertificateEntity> certificates = select(unit.em(), query, role, subjectId);
            certificates.forEach(change);
            return certificates.stream().map(CertificateEntity::keyId).toList();
        });
    }

    private static List<CertificateEntity> select(EntityManager em, String query, PeerRole role, String subjectId) {
        return em.createQuery(query, CertificateEntity.class)
                .setParameter("role", role)
                .setParameter("subject", subjectId)
                .getResultList();
    }
}
