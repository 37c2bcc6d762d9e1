package io.fettle.persistence;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** The one row that says how far the change log is; its lock orders the writers. */
@Entity(name = "ChangeHead")
@Table(name = "change_head")
class ChangeHeadEntity {
    @Id
    @Column(name = "id")
    private int id;

    @Column(name = "revision")
    private long revision;
}
