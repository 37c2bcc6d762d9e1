package io.fettle.security.account;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.IdentityError;
import io.fettle.api.identity.Role;
import io.fettle.security.audit.AuditWriter;
import java.util.Map;

/** Nobody touches or gives more than the own role and scope; who tries is audited. Thread-safe. */
final class AccountGuard {
    private final AuditWriter audit;

    AccountGuard(AuditWriter audit) {
        this.audit = audit;
    }

    /** @param action that is refused in the audit */
    void check(Caller by, Role role, Scope scope, String action, String name) {
        if (!by.role().includes(Role.ADMIN) || !by.role().includes(role)) {
            throw refused(
                    by,
                    action,
                    name,
                    IdentityError.ROLE_REFUSED,
                    "Only an administrator with at least the account's role may do this");
        }
        if (!by.scope().includes(scope)) {
            throw refused(
                    by,
                    action,
                    name,
                    IdentityError.SCOPE_REFUSED,
                    "Only an administrator who sees all that the account shall see may do this");
        }
    }

    private FettleException refused(Caller by, String action, String name, IdentityError code, String message) {
        audit.refused(AuditWriter.user(by), action, "account:" + name, Map.of());
        return new FettleException(code, message);
    }
}
