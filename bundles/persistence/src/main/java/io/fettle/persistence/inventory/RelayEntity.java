package io.fettle.persistence.inventory;

import io.fettle.api.inventory.Relay;
import io.fettle.persistence.Packed;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.OfficeStore.RelaySeenRow;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Relay")
@Table(name = "relay")
class RelayEntity {
    private static final int MAX_ID = 64;
    private static final int MAX_NAMES = 32_768;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "office_id")
    private String officeId;

    @Column(name = "host_names")
    private byte[] names;

    @Column(name = "demo")
    private boolean demo;

    @Column(name = "enrolled_at")
    private long enrolledAt;

    @Column(name = "last_seen_at")
    private @Nullable Long lastSeenAt;

    @Column(name = "version")
    private String version;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    RelayEntity() {}

    RelayEntity(Relay relay) {
        this.id = Texts.storable(relay.id(), MAX_ID, "id of a relay");
        this.officeId = Texts.storable(relay.officeId(), MAX_ID, "office of a relay");
        this.names = Texts.storable(Packed.list(relay.names()), MAX_NAMES, "names of a relay");
        this.demo = relay.demo();
        this.enrolledAt = Times.toStored(relay.enrolledAt());
        this.lastSeenAt = Times.toStored(relay.lastSeenAt());
        this.version = Texts.storable(relay.version(), MAX_ID, "version of a relay");
    }

    void see(RelaySeenRow seen) {
        lastSeenAt = Times.toStored(seen.at());
        version = Texts.storable(seen.version(), MAX_ID, "version of a relay");
    }

    Relay toRelay() {
        return new Relay(
                id,
                officeId,
                Packed.list(names),
                demo,
                Times.fromStored(enrolledAt),
                Times.optionalFromStored(lastSeenAt),
                version,
                Optional.empty());
    }
}
