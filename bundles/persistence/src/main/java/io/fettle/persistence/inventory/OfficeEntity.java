package io.fettle.persistence.inventory;

import io.fettle.api.inventory.RemoteOffice;
import io.fettle.persistence.Packed;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "Office")
@Table(name = "remote_office")
class OfficeEntity {
    private static final int MAX_ID = 64;
    private static final int MAX_TEXT = 200;
    private static final int MAX_NETWORKS = 65_536;

    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "networks")
    private byte[] networks;

    @Column(name = "time_zone")
    private String timeZone;

    @Column(name = "created_at")
    private long createdAt;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    OfficeEntity() {}

    OfficeEntity(RemoteOffice office) {
        this.id = Texts.storable(office.id(), MAX_ID, "id of an office");
        this.name = Texts.storable(office.name(), MAX_TEXT, "name of an office");
        this.networks = Texts.storable(Packed.list(office.networks()), MAX_NETWORKS, "networks of an office");
        this.timeZone = Texts.storable(office.timeZone(), MAX_TEXT, "time zone of an office");
        this.createdAt = Times.toStored(office.createdAt());
    }

    RemoteOffice toOffice() {
        return new RemoteOffice(id, name, Packed.list(networks), timeZone, Times.fromStored(createdAt));
    }
}
