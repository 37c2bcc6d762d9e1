package io.fettle.persistence.inventory;

import io.fettle.api.Digest;
import io.fettle.persistence.Texts;
import io.fettle.spi.store.ItemStore.SetupRow;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "Setup")
@Table(name = "apt_setup")
class SetupEntity {
    @Id
    @Column(name = "number")
    private int number;

    @Column(name = "digest")
    private String digest;

    @Column(name = "content")
    private byte[] content;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    SetupEntity() {}

    SetupEntity(SetupRow row) {
        this.number = row.number();
        this.digest = row.digest().hex();
        this.content = Texts.storable(row.content(), SetupRow.MAX_CONTENT, "apt setup");
    }

    int number() {
        return number;
    }

    SetupRow toRow() {
        return new SetupRow(number, new Digest(digest), content);
    }
}
