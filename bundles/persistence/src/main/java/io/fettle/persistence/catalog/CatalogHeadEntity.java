package io.fettle.persistence.catalog;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** The one row with the newest revision's number. Its lock keeps number and parts together, for readers and writers. */
@Entity(name = "CatalogHead")
@Table(name = "catalog_head")
class CatalogHeadEntity {
    static final int ID = 1;

    @Id
    @Column(name = "id")
    private int id;

    @Column(name = "revision")
    private long revision;

    long revision() {
        return revision;
    }

    long next() {
        revision++;
        return revision;
    }
}
