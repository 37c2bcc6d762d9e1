package io.fettle.persistence.deployment;

import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Deployment")
@Table(name = "deployment")
class DeploymentEntity {
    private static final int MAX_ID = 64;
    private static final int MAX_TEXT = 200;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "deadline")
    private long deadline;

    @Column(name = "patches")
    private int patches;

    @Column(name = "computers")
    private int computers;

    @Column(name = "ended_at")
    private @Nullable Long endedAt;

    @Column(name = "cancelled")
    private boolean cancelled;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    DeploymentEntity() {}

    DeploymentEntity(DeploymentRow row) {
        this.id = Texts.storable(row.id(), MAX_ID, "id of a deployment");
        this.name = Texts.storable(row.name(), MAX_TEXT, "name of a deployment");
        this.createdBy = Texts.storable(row.createdBy(), MAX_TEXT, "creator of a deployment");
        this.createdAt = Times.toStored(row.createdAt());
        this.deadline = Times.toStored(row.deadline());
        this.patches = row.patches();
        this.computers = row.computers();
        this.endedAt = Times.toStored(row.endedAt());
        this.cancelled = row.cancelled();
    }

    DeploymentRow toRow() {
        return new DeploymentRow(
                id,
                name,
                createdBy,
                Times.fromStored(createdAt),
                Times.fromStored(deadline),
                patches,
                computers,
                Times.optionalFromStored(endedAt),
                cancelled);
    }
}
