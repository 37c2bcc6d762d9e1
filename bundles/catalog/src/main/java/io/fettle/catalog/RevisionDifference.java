package io.fettle.catalog;

import io.fettle.api.catalog.CatalogDifference;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.catalog.LoadedRevision.CollectionKey;
import io.fettle.catalog.LoadedRevision.Placed;
import io.fettle.catalog.advisory.RecordDifference;
import io.fettle.catalog.advisory.RecordSegment;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what is new in a revision. Segments that both revisions share are the same object, so only those that are not
 * are read. Good for one use.
 */
final class RevisionDifference {
    /** More than that is not worth naming: whoever hears of it does as well to begin anew. */
    private static final int MAX_PACKAGES = 20_000;

    private static final int MAX_RECORDS = 2_000;

    private final LoadedRevision earlier;
    private final LoadedRevision later;
    private final Set<String> packages = new HashSet<>();
    private final RecordDifference records = new RecordDifference();

    RevisionDifference(LoadedRevision earlier, LoadedRevision later) {
        this.earlier = earlier;
        this.later = later;
    }

    CatalogDifference find() {
        boolean comparable = sameRepositories()
                && sameIndexes()
                && earlier.advisories().platforms().equals(later.advisories().platforms());
        if (!comparable) {
            return CatalogDifference.EVERYTHING;
        }
        List<Placed> before = earlier.indexes();
        for (int i = 0; i < before.size(); i++) {
            Segment now = later.indexes().get(i).segment();
            if (before.get(i).segment() != now) {
                new SegmentDifference(before.get(i).segment(), now).names(packages::add);
            }
        }
        addObsoleted();
        compareRecords();
        if (packages.size() > MAX_PACKAGES || records.size() > MAX_RECORDS) {
            return CatalogDifference.EVERYTHING;
        }
        records.follow(earlier.advisories());
        records.follow(later.advisories());
        if (records.everything()) {
            return CatalogDifference.EVERYTHING;
        }
        return CatalogDifference.of(packages, records.subjects(), records.vulnerabilities());
    }

    /** Whether a package takes another's place depends on all that is offered under its name, of whatever module. */
    private void addObsoleted() {
        if (packages.size() > MAX_PACKAGES) {
            return;
        }
        for (String name : List.copyOf(packages)) {
            earlier.indexes().forEach(index -> index.segment().obsoletedBy(name, packages::add));
            later.indexes().forEach(index -> index.segment().obsoletedBy(name, packages::add));
        }
    }

    private void compareRecords() {
        Map<CollectionKey, RecordSegment> before = earlier.collections();
        Map<CollectionKey, RecordSegment> after = later.collections();
        before.forEach((key, segment) -> {
            RecordSegment now = after.get(key);
            if (now == null) {
                records.addAll(segment);
            } else if (now != segment) {
                records.compare(segment, now);
            }
        });
        after.forEach((key, segment) -> {
            if (!before.containsKey(key)) {
                records.addAll(segment);
            }
        });
    }

    private boolean sameIndexes() {
        List<Placed> before = earlier.indexes();
        List<Placed> after = later.indexes();
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            Placed one = before.get(i);
            Placed other = after.get(i);
            if (one.repository() != other.repository()
                    || !one.component().equals(other.component())
                    || !one.arch().equals(other.arch())) {
                return false;
            }
        }
        return true;
    }

    private boolean sameRepositories() {
        List<CatalogRepository> before = earlier.repositories();
        List<CatalogRepository> after = later.repositories();
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!undated(before.get(i)).equals(undated(after.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** What versions are judged by. */
    private static List<Object> undated(CatalogRepository repository) {
        return List.of(
                repository.sourceId(),
                repository.uri(),
                repository.suite(),
                repository.archive(),
                repository.codename(),
                repository.origin(),
                repository.label(),
                repository.version(),
                repository.components(),
                repository.architectures(),
                repository.security(),
                repository.priority(),
                repository.ecosystem());
    }
}
