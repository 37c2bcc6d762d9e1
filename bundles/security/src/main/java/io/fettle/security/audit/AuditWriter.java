package io.fettle.security.audit;

import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.identity.Caller;
import java.time.Clock;
import java.util.Map;

/** Writes entries in the forms that this bundle needs. */
public record AuditWriter(Audit audit, Clock clock) {
    public void done(String actor, String action, String subject, Map<String, String> details) {
        audit.record(new AuditEntry(clock.instant(), actor, action, subject, AuditOutcome.DONE, details));
    }

    public void refused(String actor, String action, String subject, Map<String, String> details) {
        audit.record(new AuditEntry(clock.instant(), actor, action, subject, AuditOutcome.REFUSED, details));
    }

    public static String user(Caller by) {
        return by.name().equals("local") ? "local" : "user:" + by.name();
    }

    public static String address(String remoteAddress) {
        return "address:" + remoteAddress;
    }
}
