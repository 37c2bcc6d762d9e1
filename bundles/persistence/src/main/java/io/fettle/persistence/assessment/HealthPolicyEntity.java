package io.fettle.persistence.assessment;

import io.fettle.api.policy.HealthPolicies.Change;
import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** The only row. */
@Entity(name = "HealthPolicy")
@Table(name = "health_policy")
class HealthPolicyEntity {
    static final int ID = 1;

    @Id
    @Column(name = "id")
    private int id;

    @Column(name = "revision")
    private long revision;

    @Column(name = "changed_by")
    private String by;

    @Column(name = "changed_at")
    private long at;

    @Column(name = "content")
    private byte[] content;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    HealthPolicyEntity() {}

    HealthPolicyEntity(InForce next) {
        Change change = next.change()
                .orElseThrow(() -> new IllegalArgumentException("A policy that is stored names who changed it"));
        this.id = ID;
        this.revision = next.revision();
        this.by = Texts.storable(change.by(), Change.MAX_NAME, "name of who changed the policy");
        this.at = Times.toStored(change.at());
        this.content = PolicyContent.pack(next.policy());
    }

    InForce toInForce() {
        return new InForce(revision, PolicyContent.unpack(content), Optional.of(new Change(by, Times.fromStored(at))));
    }
}
