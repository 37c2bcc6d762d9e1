package io.fettle.persistence.catalog;

import io.fettle.api.Digest;
import io.fettle.persistence.Texts;
import io.fettle.persistence.Times;
import io.fettle.spi.store.CatalogStore.Part;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "CatalogPart")
@Table(name = "catalog_part")
class CatalogPartEntity {
    private static final int MAX_ID = 64;

    @Id
    @Column(name = "source_id")
    private String sourceId;

    @Column(name = "manifest")
    private String manifest;

    @Column(name = "packages")
    private long packages;

    @Column(name = "published_at")
    private long publishedAt;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    CatalogPartEntity() {}

    CatalogPartEntity(Part part) {
        this.sourceId = Texts.storable(part.sourceId(), MAX_ID, "id of a source");
        this.manifest = part.manifest().hex();
        this.packages = part.packages();
        this.publishedAt = Times.toStored(part.publishedAt());
    }

    Part toPart() {
        return new Part(sourceId, new Digest(manifest), packages, Times.fromStored(publishedAt));
    }
}
