package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.catalog.advisory.RecordSegment;
import java.util.HashMap;
import java.util.Map;

/** Segments in memory, by the digest of their bytes. Immutable. */
record Segments(Map<Digest, Segment> packages, Map<Digest, RecordSegment> records) {
    static final Segments NONE = new Segments(Map.of(), Map.of());

    Segments {
        packages = Map.copyOf(packages);
        records = Map.copyOf(records);
    }

    /** These and those. */
    Segments with(Segments others) {
        Map<Digest, Segment> allPackages = new HashMap<>(packages);
        allPackages.putAll(others.packages);
        Map<Digest, RecordSegment> allRecords = new HashMap<>(records);
        allRecords.putAll(others.records);
        return new Segments(allPackages, allRecords);
    }

    /** These, but for those. */
    Segments without(Segments others) {
        Map<Digest, Segment> leftPackages = new HashMap<>(packages);
        leftPackages.keySet().removeAll(others.packages.keySet());
        Map<Digest, RecordSegment> leftRecords = new HashMap<>(records);
        leftRecords.keySet().removeAll(others.records.keySet());
        return new Segments(leftPackages, leftRecords);
    }
}
