package io.fettle.testkit.source;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonDifferenceCalculator;

/**
 * What a catalog makes of the runs of one source, too plain to be wrong: a completed run replaces what the one before
 * handed over, and leaves tombstones. Not thread-safe.
 */
public final class SampleCatalog {
    private final Map<Digest, byte[]> depot = new HashMap<>();
    private final Clock clock;
    private List<CatalogDraft.Index> indexes = List.of();
    private List<OfferedRepository> repositories = List.of();
    private Map<String, CatalogDraft.Collection> collections = Map.of();

    public SampleCatalog(Clock clock) {
        this.clock = clock;
    }

    /**
     * All that people see of it.
     *
     * @param advisories by id, tombstones included
     * @param packages as texts, ascending
     */
    public record Content(
            List<OfferedRepository> repositories,
            List<String> packages,
            Map<String, Advisory> advisories,
            Map<CveId, VulnerabilityNote> notes) {
        public boolean isEmpty() {
            return packages.isEmpty() && advisories.isEmpty() && notes.isEmpty();
        }

        boolean isWithdrawn(String id) {
            return Optional.ofNullable(advisories.get(id))
                    .filter(advisory -> advisory.status() == Advisory.Status.WITHDRAWN)
                    .isPresent();
        }

        Content withoutTombstones() {
            Map<String, Advisory> live = new TreeMap<>(advisories);
            live.values().removeIf(advisory -> advisory.status() == Advisory.Status.WITHDRAWN);
            return new Content(repositories, packages, live, notes);
        }

        /** Advisories have no equality of their own. */
        boolean isSameAs(Content other) {
            RecursiveComparisonConfiguration deep = new RecursiveComparisonConfiguration();
            return new RecursiveComparisonDifferenceCalculator()
                    .determineDifferences(this, other, deep)
                    .isEmpty();
        }
    }

    public Content content() {
        List<String> packages = new ArrayList<>();
        indexes.forEach(index ->
                index.packages().stream().map(OfferedPackage::toString).sorted().forEach(packages::add));
        Map<String, Advisory> advisories = new TreeMap<>();
        Map<CveId, VulnerabilityNote> notes = new TreeMap<>();
        collections.values().forEach(collection -> {
            advisories.putAll(collection.advisories());
            notes.putAll(collection.notes());
        });
        return new Content(repositories, packages, advisories, notes);
    }

    /** What one run may write to; nothing of it is seen before {@link #publish}. */
    public CatalogDraft stage() {
        return new CatalogDraft(depot, indexes, collections);
    }

    /** Takes a completed run; one that handed over nothing changes nothing. */
    public void publish(CatalogDraft draft) {
        if (draft.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, CatalogDraft.Collection> next = new LinkedHashMap<>();
        draft.collections().forEach((name, collection) -> {
            CatalogDraft.Collection before = collections.get(name);
            next.put(name, before == null ? collection : collection.over(before, now));
        });
        collections = next;
        indexes = draft.indexes();
        repositories = draft.repositories();
    }
}
