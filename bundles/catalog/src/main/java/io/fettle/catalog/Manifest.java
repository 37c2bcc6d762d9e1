package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;

/**
 * What one source contributes to the catalog: suites, the vendor's bytes behind them, and their segments; and collections
 * of advisories and notes.
 */
record Manifest(List<Suite> suites, List<Collection> collections) {
    Manifest {
        suites = List.copyOf(suites);
        collections = List.copyOf(collections);
    }

    /** @param basis what it was made from @param segment its advisories and notes, in the depot */
    record Collection(String name, Digest basis, Digest segment) {}

    record Suite(OfferedRepository repository, List<Entry> entries) {
        Suite {
            entries = List.copyOf(entries);
        }
    }

    /** @param basis what the packages were made from @param segment the packages of the index, in the depot */
    record Entry(MirroredSuite.Index index, Digest basis, Digest segment) {}
}
