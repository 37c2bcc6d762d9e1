package io.fettle.persistence.security;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** The one row that knows the newest entry; its lock lets one writer at a time go on with the chain. */
@Entity(name = "AuditHead")
@Table(name = "audit_head")
class AuditHeadEntity {
    static final int ID = 1;

    @Id
    @Column(name = "id")
    private int id;

    @Column(name = "number")
    private long number;

    @Column(name = "chain")
    private String chain;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    AuditHeadEntity() {}

    long number() {
        return number;
    }

    String chain() {
        return chain;
    }

    void moveTo(long newNumber, String newChain) {
        number = newNumber;
        chain = newChain;
    }
}
