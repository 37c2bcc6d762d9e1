package io.fettle.persistence.deployment;

import io.fettle.api.Digest;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.DeploymentStore.TaskRow;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Task")
@Table(name = "deployment_task")
class TaskEntity {
    private static final int MAX_ID = 64;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "deployment_id")
    private String deploymentId;

    @Column(name = "computer_id")
    private String computerId;

    @Column(name = "office_id")
    private String officeId;

    @Column(name = "work_digest")
    private String work;

    @Enumerated(EnumType.STRING)
    @Column(name = "task_state")
    private TaskState state;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "since")
    private long since;

    @Column(name = "deadline")
    private @Nullable Long deadline;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "rounds")
    private int rounds;

    @Column(name = "orders")
    private int orders;

    @Column(name = "order_sequence")
    private long orderSequence;

    @Column(name = "version")
    private int version;

    @Column(name = "trace")
    private byte[] trace;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    TaskEntity() {}

    @SuppressWarnings("NullAway.Init") // the rest is filled by replace
    TaskEntity(TaskRow row) {
        this.id = Texts.storable(row.id(), MAX_ID, "id of a task");
        replace(row);
    }

    final void replace(TaskRow row) {
        deploymentId = Texts.storable(row.deploymentId(), MAX_ID, "deployment of a task");
        computerId = row.computer().value();
        officeId = Texts.storable(row.officeId(), MAX_ID, "office of a task");
        work = row.work().hex();
        state = row.state();
        createdAt = Times.toStored(row.createdAt());
        since = Times.toStored(row.since());
        deadline = Times.toStored(row.deadline());
        attempts = row.attempts();
        rounds = row.rounds();
        orders = row.orders();
        orderSequence = row.orderSequence();
        version = row.version();
        trace = Texts.storable(row.trace(), TaskRow.MAX_TRACE, "trace of a task");
    }

    String id() {
        return id;
    }

    int version() {
        return version;
    }

    TaskRow toRow() {
        return new TaskRow(
                id,
                deploymentId,
                new ComputerId(computerId),
                officeId,
                new Digest(work),
                state,
                Times.fromStored(createdAt),
                Times.fromStored(since),
                Times.optionalFromStored(deadline),
                attempts,
                rounds,
                orders,
                orderSequence,
                version,
                trace);
    }
}
