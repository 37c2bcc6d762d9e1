package io.fettle.persistence.security;

import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.trust.PeerRole;
import io.fettle.persistence.Packed;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.EnrolmentTokenStore.TokenRow;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Token")
@Table(name = "enrolment_token")
class TokenEntity {
    private static final int MAX_ID = 64;
    private static final int MAX_CREATOR = 200;
    private static final int MAX_LIST = 65_536;
    private static final int MAX_KEY = 64;

    @Id
    @Column(name = "id")
    private String id;

    @Enumerated(EnumType.STRING)
    @Column(name = "peer_role")
    private PeerRole role;

    @Column(name = "office_id")
    private String officeId;

    @Column(name = "group_names")
    private byte[] groups;

    @Column(name = "auto_approve")
    private boolean autoApprove;

    @Column(name = "uses_left")
    private int usesLeft;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "expires_at")
    private long expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Long revokedAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "host_names")
    private byte[] names;

    @Column(name = "proof_key")
    private byte[] proofKey;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    TokenEntity() {}

    TokenEntity(TokenRow row) {
        EnrolmentToken token = row.token();
        this.id = Texts.storable(token.id(), MAX_ID, "id of a token");
        this.role = token.role();
        this.officeId = Texts.storable(token.officeId(), MAX_ID, "office of a token");
        this.groups = Texts.storable(Packed.list(token.groups()), MAX_LIST, "groups of a token");
        this.autoApprove = token.autoApprove();
        this.usesLeft = token.usesLeft();
        this.createdAt = Times.toStored(token.createdAt());
        this.expiresAt = Times.toStored(token.expiresAt());
        this.revokedAt = Times.toStored(token.revokedAt());
        this.createdBy = Texts.storable(token.createdBy(), MAX_CREATOR, "creator of a token");
        this.names = Texts.storable(Packed.list(token.names()), MAX_LIST, "names of a token");
        this.proofKey = Texts.storable(row.proofKey(), MAX_KEY, "proof key of a token");
    }

    boolean openAt(Instant now) {
        return revokedAt == null && Times.fromStored(expiresAt).isAfter(now);
    }

    boolean takeUse() {
        if (usesLeft < 1) {
            return false;
        }
        usesLeft--;
        return true;
    }

    void giveBackUse() {
        usesLeft++;
    }

    /** The first revocation counts. */
    void revoke(Instant at) {
        if (revokedAt == null) {
            revokedAt = Times.toStored(at);
        }
    }

    EnrolmentToken toToken() {
        return new EnrolmentToken(
                id,
                role,
                officeId,
                Packed.list(groups),
                autoApprove,
                usesLeft,
                Times.fromStored(createdAt),
                Times.fromStored(expiresAt),
                Times.optionalFromStored(revokedAt),
                createdBy,
                Packed.list(names));
    }

    TokenRow toRow() {
        return new TokenRow(toToken(), proofKey.clone());
    }
}
