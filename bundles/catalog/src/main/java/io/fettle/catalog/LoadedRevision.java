package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogDifference;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.Relations;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.catalog.advisory.LoadedAdvisories;
import io.fettle.catalog.advisory.LoadedAdvisories.Collected;
import io.fettle.catalog.advisory.RecordSegment;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A revision in memory: the segments of every source. Immutable. */
final class LoadedRevision implements Catalog.Revision {
    private final long number;
    private final Map<String, Manifest> manifests;
    private final Segments segments;
    private final List<CatalogRepository> repositories = new ArrayList<>();
    private final List<MirroredSuite> suites = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final Map<CollectionKey, RecordSegment> collections = new HashMap<>();
    private final LoadedAdvisories advisories;
    private final int size;

    /** @param segments at least those that the manifests name */
    LoadedRevision(long number, Map<String, Manifest> manifests, Segments segments) {
        this.number = number;
        this.manifests = Map.copyOf(manifests);
        this.segments = segments;
        List<Collected> collected = new ArrayList<>();
        new TreeMap<>(manifests).forEach((sourceId, manifest) -> {
            place(sourceId, manifest);
            collect(sourceId, manifest);
            collected.addAll(collected(sourceId, manifest));
        });
        this.advisories = new LoadedAdvisories(collected);
        this.size = placed.stream().mapToInt(index -> index.segment().rows()).sum();
    }

    /** An index of a repository. */
    record Placed(Segment segment, int repository, String component, String arch, String ecosystem) {
        AvailablePackage at(int row) {
            return segment.at(row, repository, component, ecosystem);
        }
    }

    private void place(String sourceId, Manifest manifest) {
        for (Manifest.Suite suite : manifest.suites()) {
            int repository = repositories.size();
            repositories.add(repository(repository, sourceId, suite.repository()));
            suites.add(suite(sourceId, suite));
            for (Manifest.Entry entry : suite.entries()) {
                Segment segment = required(segments.packages().get(entry.segment()), entry.segment());
                placed.add(new Placed(
                        segment,
                        repository,
                        entry.index().component(),
                        entry.index().arch(),
                        suite.repository().ecosystem()));
            }
        }
    }

    private void collect(String sourceId, Manifest manifest) {
        for (Manifest.Collection collection : manifest.collections()) {
            collections.put(
                    new CollectionKey(sourceId, collection.name()),
                    required(segments.records().get(collection.segment()), collection.segment()));
        }
    }

    private List<Collected> collected(String sourceId, Manifest manifest) {
        return manifest.collections().stream()
                .map(collection -> new Collected(
                        sourceId, required(segments.records().get(collection.segment()), collection.segment())))
                .toList();
    }

    private static <T> T required(@Nullable T segment, Digest digest) {
        if (segment == null) {
            throw new IllegalArgumentException("Segment " + digest + " is not loaded");
        }
        return segment;
    }

    private static CatalogRepository repository(int number, String sourceId, OfferedRepository offered) {
        String host = URI.create(offered.uri()).getHost();
        return new CatalogRepository(
                number,
                sourceId,
                offered.uri(),
                host == null ? "" : host,
                offered.suite(),
                offered.archive(),
                offered.codename(),
                offered.origin(),
                offered.label(),
                offered.version(),
                offered.components(),
                offered.architectures(),
                offered.security(),
                offered.priority(),
                offered.date(),
                offered.validUntil(),
                offered.ecosystem());
    }

    private static MirroredSuite suite(String sourceId, Manifest.Suite suite) {
        OfferedRepository repository = suite.repository();
        return new MirroredSuite(
                sourceId,
                repository.uri(),
                repository.suite(),
                repository.release(),
                repository.signature(),
                suite.entries().stream().map(Manifest.Entry::index).toList());
    }

    Optional<Manifest> manifest(String sourceId) {
        return Optional.ofNullable(manifests.get(sourceId));
    }

    long packages(String sourceId) {
        return placed.stream()
                .filter(index -> repositories.get(index.repository()).sourceId().equals(sourceId))
                .mapToLong(index -> index.segment().rows())
                .sum();
    }

    long advisories(String sourceId) {
        return Optional.ofNullable(manifests.get(sourceId)).stream()
                .flatMap(manifest -> collected(sourceId, manifest).stream())
                .mapToLong(collected -> collected.segment().inForce())
                .sum();
    }

    /** What is loaded, for the next revision to share. */
    Segments segments() {
        return segments;
    }

    /** All indexes, in the order in which they are looked through. */
    List<Placed> indexes() {
        return placed;
    }

    /** The segments of records by source and collection. */
    Map<CollectionKey, RecordSegment> collections() {
        return collections;
    }

    record CollectionKey(String sourceId, String name) {}

    @Override
    public CatalogDifference since(Catalog.Revision earlier) {
        return earlier instanceof LoadedRevision loaded
                ? new RevisionDifference(loaded, this).find()
                : CatalogDifference.EVERYTHING;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public List<CatalogRepository> repositories() {
        return List.copyOf(repositories);
    }

    @Override
    public List<MirroredSuite> suites() {
        return List.copyOf(suites);
    }

    @Override
    public List<AvailablePackage> versionsOf(String name) {
        List<AvailablePackage> versions = new ArrayList<>();
        for (Placed index : placed) {
            int first = index.segment().firstRowOf(name);
            for (int row = first; row >= 0 && index.segment().hasSameName(row, first); row++) {
                versions.add(index.at(row));
            }
        }
        return versions;
    }

    @Override
    public List<AvailablePackage> obsoleting(String name) {
        List<AvailablePackage> found = new ArrayList<>();
        for (Placed index : placed) {
            index.segment().rowsObsoleting(name).forEach(row -> found.add(index.at(row)));
        }
        return found;
    }

    @Override
    public List<AvailablePackage> providing(String name) {
        List<AvailablePackage> found = new ArrayList<>();
        for (Placed index : placed) {
            for (int row : index.segment().rowsProviding(name)) {
                found.add(index.at(row));
            }
        }
        return found;
    }

    /** Equal content says the same, so any row with the package's digest will do. */
    @Override
    public Relations relations(AvailablePackage offer) {
        for (Placed index : placed) {
            int row = index.repository() == offer.repository() ? index.segment().rowOf(offer.digest()) : -1;
            if (row >= 0) {
                return index.segment().relations(row);
            }
        }
        return Relations.UNKNOWN;
    }

    @Override
    public Optional<AvailablePackage> find(PatchId patch) {
        for (Placed index : placed) {
            int row = index.segment().rowOf(patch);
            if (row >= 0) {
                return Optional.of(index.at(row));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<AvailablePackage> byDigest(Digest digest) {
        for (Placed index : placed) {
            int row = index.segment().rowOf(digest);
            if (row >= 0) {
                return Optional.of(index.at(row));
            }
        }
        return Optional.empty();
    }

    @Override
    public LoadedAdvisories advisories() {
        return advisories;
    }

    @Override
    public int size() {
        return size;
    }
}
