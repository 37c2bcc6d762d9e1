package io.fettle.persistence.inventory;

import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.persistence.Packed;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.ComputerStore.ComputerRow;
import io.fettle.spi.store.ComputerStore.SeenRow;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Computer")
@Table(name = "computer")
class ComputerEntity {
    private static final int MAX_ID = 64;
    private static final int MAX_GROUPS = 16_384;

    @Id
    @Column(name = "ordinal")
    private int ordinal;

    @Column(name = "id")
    private String id;

    @Column(name = "office_id")
    private String officeId;

    @Column(name = "group_names")
    private byte[] groups;

    @Enumerated(EnumType.STRING)
    @Column(name = "computer_state")
    private Computer.State state;

    @Column(name = "demo")
    private boolean demo;

    @Column(name = "enrolled_at")
    private long enrolledAt;

    @Column(name = "last_seen_at")
    private @Nullable Long lastSeenAt;

    @Column(name = "via")
    private String via;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    ComputerEntity() {}

    @SuppressWarnings("NullAway.Init") // the rest is filled by place
    ComputerEntity(ComputerRow row) {
        this.ordinal = row.ordinal();
        this.id = row.id().value();
        this.demo = row.demo();
        this.enrolledAt = Times.toStored(row.enrolledAt());
        this.lastSeenAt = Times.toStored(row.lastSeenAt());
        this.via = Texts.storable(row.via(), MAX_ID, "path of a computer");
        place(row);
    }

    /** What an admin changes. */
    void place(ComputerRow row) {
        officeId = Texts.storable(row.officeId(), MAX_ID, "office of a computer");
        groups = Texts.storable(Packed.list(row.groups()), MAX_GROUPS, "groups of a computer");
        state = row.state();
    }

    void see(SeenRow seen) {
        lastSeenAt = Times.toStored(seen.at());
        via = Texts.storable(seen.via(), MAX_ID, "path of a computer");
    }

    int ordinal() {
        return ordinal;
    }

    ComputerRow toRow() {
        return new ComputerRow(
                new ComputerId(id),
                ordinal,
                officeId,
                Packed.list(groups),
                state,
                demo,
                Times.fromStored(enrolledAt),
                Times.optionalFromStored(lastSeenAt),
                via);
    }
}
