package io.fettle.persistence.assessment;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** The one row with the catalog revision that was compared last. */
@Entity(name = "ExposureNewsHead")
@Table(name = "exposure_news_head")
class ExposureNewsHeadEntity {
    static final int ID = 1;

    @Id
    @Column(name = "id")
    private int id;

    @Column(name = "seen")
    private long seen;

    long seen() {
        return seen;
    }

    void saw(long revision) {
        seen = revision;
    }
}
