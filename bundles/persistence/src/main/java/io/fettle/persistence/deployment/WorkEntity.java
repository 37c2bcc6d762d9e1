package io.fettle.persistence.deployment;

import io.fettle.persistence.Texts;
import io.fettle.spi.store.DeploymentStore.WorkRow;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "Work")
@Table(name = "work_plan")
class WorkEntity {
    @Id
    @Column(name = "digest")
    private String digest;

    @Column(name = "content")
    private byte[] content;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    WorkEntity() {}

    WorkEntity(WorkRow row) {
        this.digest = row.digest().hex();
        this.content = Texts.storable(row.content(), WorkRow.MAX_CONTENT, "work plan");
    }

    String digest() {
        return digest;
    }

    byte[] content() {
        return content;
    }
}
