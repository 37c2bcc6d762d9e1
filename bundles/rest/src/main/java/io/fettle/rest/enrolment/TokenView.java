package io.fettle.rest.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.trust.PeerRole;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token. @param secret only in the answer that makes it */
public record TokenView(
        String id,
        PeerRole role,
        String officeId,
        List<String> groups,
        boolean autoApprove,
        int usesLeft,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        String createdBy,
        List<String> names,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {
    static TokenView of(EnrolmentToken token) {
        return of(token, null);
    }

    static TokenView of(EnrolmentToken token, @Nullable String secret) {
        return new TokenView(
                token.id(),
                token.role(),
                token.officeId(),
                token.groups(),
                token.autoApprove(),
                token.usesLeft(),
                token.createdAt(),
                token.expiresAt(),
                token.revokedAt().orElse(null),
                token.createdBy(),
                token.names(),
                secret);
    }

    /** Keeps the secret out of every log. */
    @Override
    public String toString() {
        return "TokenView " + id;
    }
}
