package io.fettle.persistence.security;

import io.fettle.api.trust.KeyId;
import io.fettle.persistence.Texts;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** One key's use of one token. */
@Entity(name = "Claim")
@Table(name = "enrolment_claim")
class ClaimEntity {
    private static final int MAX_ID = 64;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "subject_id")
    private String subjectId;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    ClaimEntity() {}

    ClaimEntity(String tokenId, KeyId key, String subjectId) {
        this.id = idOf(tokenId, key);
        this.subjectId = Texts.storable(subjectId, MAX_ID, "id of what joins");
    }

    /** A key id has a fixed length, so no two pairs share an id. */
    static String idOf(String tokenId, KeyId key) {
        return key + "/" + tokenId;
    }

    String subjectId() {
        return subjectId;
    }
}
