package io.fettle.persistence.security;

import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.audit.AuditTrail.RecordedEntry;
import io.fettle.persistence.Packed;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import java.time.temporal.ChronoUnit;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "Audit")
@Table(name = "audit_entry")
class AuditEntity {
    private static final int MAX_NAME = 300;
    private static final int MAX_ACTION = 100;
    private static final int MAX_DETAILS = 20 * 1_000 * 4;

    @Id
    @Column(name = "number")
    private long number;

    @Column(name = "happened_at")
    private long at;

    @Column(name = "actor")
    private String actor;

    @Column(name = "action")
    private String action;

    @Column(name = "subject")
    private String subject;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private AuditOutcome outcome;

    @Column(name = "details")
    private byte[] details;

    @Column(name = "chain")
    private String chain;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    AuditEntity() {}

    AuditEntity(RecordedEntry recorded) {
        AuditEntry entry = recorded.entry();
        this.number = recorded.number();
        this.at = Times.toStored(entry.at());
        this.actor = entry.actor();
        this.action = entry.action();
        this.subject = entry.subject();
        this.outcome = entry.outcome();
        this.details = Texts.storable(Packed.map(entry.details()), MAX_DETAILS, "details of an audit entry");
        this.chain = recorded.chain();
    }

    /** The entry exactly as it will be read back, because that is what the chain has to be computed over. */
    static AuditEntry kept(AuditEntry entry) {
        return new AuditEntry(
                entry.at().truncatedTo(ChronoUnit.MILLIS),
                Texts.storable(entry.actor(), MAX_NAME, "actor of an audit entry"),
                Texts.storable(entry.action(), MAX_ACTION, "action of an audit entry"),
                Texts.storable(entry.subject(), MAX_NAME, "subject of an audit entry"),
                entry.outcome(),
                Packed.map(Packed.map(entry.details())));
    }

    RecordedEntry toRecorded() {
        return new RecordedEntry(
                number,
                new AuditEntry(Times.fromStored(at), actor, action, subject, outcome, Packed.map(details)),
                chain);
    }
}
