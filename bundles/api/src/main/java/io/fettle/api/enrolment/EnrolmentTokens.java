package io.fettle.api.enrolment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.trust.PeerRole;
import java.time.Duration;
import java.util.List;

/** Makes and ends enrolment tokens. Thread-safe. A token is visible, and can be made and ended, where its office is visible. */
public interface EnrolmentTokens {
    /**
     * @return the token with its secret in the only form in which it is ever shown: {@code
     *     fettle1.ID.SECRET.CA-FINGERPRINT}
     */
    IssuedToken create(Wish wish, Caller by);

    Page<EnrolmentToken> list(Scope scope, PageRequest page);

    void revoke(String id, Caller by);

    /** Bounds: uses 1 to 10,000; validity at most 30 days; at most 20 groups and 20 names. */
    record Wish(
            PeerRole role,
            String officeId,
            List<String> groups,
            boolean autoApprove,
            int uses,
            Duration validity,
            List<String> names) {}

    record IssuedToken(EnrolmentToken token, String secret) {}
}
