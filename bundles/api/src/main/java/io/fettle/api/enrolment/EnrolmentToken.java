package io.fettle.api.enrolment;

import io.fettle.api.trust.PeerRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A right to join, without its secret.
 *
 * @param role what may join with it
 * @param officeId the office that a joining computer or relay belongs to
 * @param groups names of groups that a joining computer is put into
 * @param autoApprove whether a joining computer is active at once or waits in quarantine
 * @param usesLeft how many may still join
 * @param names names and addresses that a relay's certificate shall carry; empty for agents
 */
public record EnrolmentToken(
        String id,
        PeerRole role,
        String officeId,
        List<String> groups,
        boolean autoApprove,
        int usesLeft,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        String createdBy,
        List<String> names) {
    public EnrolmentToken {
        groups = List.copyOf(groups);
        names = List.copyOf(names);
    }
}
