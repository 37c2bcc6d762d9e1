package io.fettle.exchange;

import io.fettle.api.Reason;
import io.fettle.api.audit.RefusalAudit;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.trust.Peer;
import java.util.Map;
import java.util.function.Supplier;

/** Refuses, and has it audited within bounds. Thread-safe. */
final class Refusals {
    private final RefusalAudit audit;

    Refusals(RefusalAudit audit) {
        this.audit = audit;
    }

    /** @param details computed only where an entry is written */
    Refused refuse(Peer peer, Reason reason, Supplier<Map<String, String>> details) {
        audit.refused(peer.actor(), reason.code(), details);
        return new Refused(reason);
    }
}
