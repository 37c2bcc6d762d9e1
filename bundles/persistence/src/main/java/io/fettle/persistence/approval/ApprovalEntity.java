package io.fettle.persistence.approval;

import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.PatchId;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "Approval")
@Table(name = "approval")
class ApprovalEntity {
    /** Patch and group; a patch id has always the same length, so no two pairs share a key. */
    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "patch_id")
    private String patch;

    @Column(name = "group_name")
    private String group;

    @Enumerated(EnumType.STRING)
    @Column(name = "decision")
    private Decision decision;

    @Column(name = "decided_by")
    private String by;

    @Column(name = "decided_at")
    private long at;

    @Column(name = "note")
    private String note;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    ApprovalEntity() {}

    ApprovalEntity(Approval approval) {
        this.patch = approval.patch().value();
        this.group = Texts.storable(approval.group(), Approval.MAX_GROUP, "group of an approval");
        this.id = patch + ':' + group;
        this.decision = approval.decision();
        this.by = Texts.storable(approval.by(), Approval.MAX_NAME, "name of who decided");
        this.at = Times.toStored(approval.at());
        this.note = Texts.storable(approval.note(), Approval.MAX_NOTE, "note of an approval");
    }

    String id() {
        return id;
    }

    Approval toApproval() {
        return new Approval(new PatchId(patch), group, decision, by, Times.fromStored(at), note);
    }
}
