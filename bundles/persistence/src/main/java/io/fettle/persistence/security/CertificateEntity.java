package io.fettle.persistence.security;

import io.fettle.api.Digest;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.CertificateStore.CertificateRow;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Certificate")
@Table(name = "certificate")
class CertificateEntity {
    private static final int MAX_ID = 64;
    private static final int MAX_SERIAL = 40;
    private static final int MAX_DER = 4_096;

    @Id
    @Column(name = "key_id")
    private String key;

    @Enumerated(EnumType.STRING)
    @Column(name = "peer_role")
    private PeerRole role;

    @Column(name = "subject_id")
    private String subjectId;

    @Column(name = "serial")
    private String serial;

    @Column(name = "der")
    private byte[] der;

    @Column(name = "approved")
    private boolean approved;

    @Column(name = "issued_at")
    private long issuedAt;

    @Column(name = "not_after")
    private long notAfter;

    @Column(name = "revoked_at")
    private @Nullable Long revokedAt;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    CertificateEntity() {}

    CertificateEntity(CertificateRow row) {
        this.key = row.key().toString();
        this.role = row.role();
        this.subjectId = Texts.storable(row.subjectId(), MAX_ID, "subject of a certificate");
        this.approved = row.approved();
        this.revokedAt = Times.toStored(row.revokedAt());
        this.serial = Texts.storable(row.serial(), MAX_SERIAL, "serial of a certificate");
        this.der = Texts.storable(row.der(), MAX_DER, "certificate");
        this.issuedAt = Times.toStored(row.issuedAt());
        this.notAfter = Times.toStored(row.notAfter());
    }

    /** A renewal: role, subject, approval and revocation belong to the key and stay. */
    void renew(CertificateRow row) {
        serial = Texts.storable(row.serial(), MAX_SERIAL, "serial of a certificate");
        der = Texts.storable(row.der(), MAX_DER, "certificate");
        issuedAt = Times.toStored(row.issuedAt());
        notAfter = Times.toStored(row.notAfter());
    }

    void approve() {
        approved = true;
    }

    void revoke(Instant at) {
        revokedAt = Times.toStored(at);
    }

    KeyId keyId() {
        return new KeyId(new Digest(key));
    }

    CertificateRow toRow() {
        return new CertificateRow(
                keyId(),
                role,
                subjectId,
                serial,
                der.clone(),
                approved,
                Times.fromStored(issuedAt),
                Times.fromStored(notAfter),
                Times.optionalFromStored(revokedAt));
    }
}
