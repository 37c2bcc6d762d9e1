package io.fettle.persistence.assessment;

import io.fettle.api.catalog.PatchId;
import io.fettle.spi.store.FirstSeenStore.FirstSeen;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

@Entity(name = "FirstSeen")
@Table(name = "patch_first_seen")
class FirstSeenEntity {
    @Id
    @Column(name = "patch_id")
    private String patch;

    /** Days since the epoch. */
    @Column(name = "seen_on")
    private int day;

    @SuppressWarnings("NullAway.Init") // JPA fills it
    FirstSeenEntity() {}

    FirstSeenEntity(FirstSeen seen) {
        this.patch = seen.patch().value();
        this.day = Math.toIntExact(seen.day().toEpochDay());
    }

    String patch() {
        return patch;
    }

    FirstSeen toFirstSeen() {
        return new FirstSeen(new PatchId(patch), LocalDate.ofEpochDay(day));
    }
}
