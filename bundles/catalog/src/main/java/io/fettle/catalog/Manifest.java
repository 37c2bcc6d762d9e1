package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;

/** What one source contributes to the catalog: suites, the vendor's bytes behind them, and their segments. */
record Manifest(List<Suite> suites) {
    Manifest {
        suites = List.copyOf(suites);
    }

    record Suite(OfferedRepository repository, List<Entry> entries) {
        Suite {
            entries = List.copyOf(entries);
        }
    }

    /** @param segment the packages of the index, in the depot */
    record Entry(MirroredSuite.Index index, Digest segment) {}
}
