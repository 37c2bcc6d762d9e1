package io.fettle.persistence.inventory;

import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.persistence.Texts;
import io.fettle.spi.store.ItemStore.ItemRow;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity(name = "Item")
@Table(name = "software_item")
class ItemEntity {
    private static final int MAX = 256;

    @Id
    @Column(name = "number")
    private int number;

    @Column(name = "ecosystem")
    private String ecosystem;

    @Column(name = "name")
    private String name;

    @Column(name = "version")
    private String version;

    @Column(name = "arch")
    private String arch;

    @Column(name = "source_name")
    private String sourceName;

    @Column(name = "source_version")
    private String sourceVersion;

    @Enumerated(EnumType.STRING)
    @Column(name = "multi_arch")
    private MultiArch multiArch;

    /** Null where nobody told. */
    @Column(name = "relations")
    private @Nullable String relations;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    ItemEntity() {}

    ItemEntity(ItemRow row) {
        SoftwareItem item = row.item();
        this.number = row.number();
        this.ecosystem = Texts.storable(item.ecosystem(), MAX, "ecosystem of an item");
        this.name = Texts.storable(item.name(), MAX, "name of an item");
        this.version = Texts.storable(item.version(), MAX, "version of an item");
        this.arch = Texts.storable(item.arch(), MAX, "architecture of an item");
        this.sourceName = Texts.storable(item.sourceName(), MAX, "source name of an item");
        this.sourceVersion = Texts.storable(item.sourceVersion(), MAX, "source version of an item");
        this.multiArch = item.multiArch();
        this.relations = item.relations().known()
                ? Texts.storable(item.relations().text(), Inventory.MAX_RELATIONS, "relations of an item")
                : null;
    }

    int number() {
        return number;
    }

    ItemRow toRow() {
        Relations told = relations == null ? Relations.UNKNOWN : Relations.read(relations);
        return new ItemRow(
                number, new SoftwareItem(ecosystem, name, version, arch, sourceName, sourceVersion, multiArch, told));
    }
}
