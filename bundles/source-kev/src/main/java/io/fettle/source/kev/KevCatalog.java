package io.fettle.source.kev;

import io.fettle.api.advisory.VulnerabilityNote;
import java.time.Instant;
import java.util.List;

/** One edition of the list, read as a whole. */
record KevCatalog(Instant released, List<VulnerabilityNote> notes) {
    KevCatalog {
        notes = List.copyOf(notes);
    }
}
