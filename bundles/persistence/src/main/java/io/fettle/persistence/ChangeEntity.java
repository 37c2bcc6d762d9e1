package io.fettle.persistence;

import io.fettle.api.change.Change;
import io.fettle.api.change.Topic;
import io.fettle.spi.store.PendingChange;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "ChangeRow")
@Table(name = "change_log")
class ChangeEntity {
    @Id
    @Column(name = "revision")
    private long revision;

    @Enumerated(EnumType.STRING)
    @Column(name = "topic")
    private Topic topic;

    @Column(name = "subject")
    private String subject;

    @Column(name = "changed_at")
    private long at;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    ChangeEntity() {}

    ChangeEntity(long revision, PendingChange change, long at) {
        this.revision = revision;
        this.topic = change.topic();
        this.subject = Texts.storable(change.subject(), PendingChange.MAX_SUBJECT, "subject of a change");
        this.at = at;
    }

    Change toChange() {
        return new Change(revision, topic, subject, Times.fromStored(at));
    }
}
