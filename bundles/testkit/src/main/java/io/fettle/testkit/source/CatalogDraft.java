package io.fettle.testkit.source;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.content.ContentError;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.source.FeedSink;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one run hands over to a {@link SampleCatalog}, with the demands of a real one. Not thread-safe. */
public final class CatalogDraft implements FeedSink {
    private final Map<Digest, byte[]> depot;
    private final List<Index> knownIndexes;
    private final Map<String, Collection> knownCollections;
    private final List<OfferedRepository> repositories = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final Map<String, Collection> collections = new LinkedHashMap<>();
    private Optional<Index> index = Optional.empty();
    private Optional<Collection> collection = Optional.empty();

    CatalogDraft(Map<Digest, byte[]> depot, List<Index> knownIndexes, Map<String, Collection> knownCollections) {
        this.depot = depot;
        this.knownIndexes = knownIndexes;
        this.knownCollections = knownCollections;
    }

    /** Packages of one index. */
    record Index(String place, Digest basis, List<OfferedPackage> packages) {}

    /** Advisories and notes that come and go together. */
    record Collection(Digest basis, Map<String, Advisory> advisories, Map<CveId, VulnerabilityNote> notes) {
        /** What did not come again, as tombstones, beside what did. */
        Collection over(Collection before, Instant now) {
            Map<String, Advisory> all = new TreeMap<>(advisories);
            before.advisories.forEach((id, gone) ->
                    all.putIfAbsent(id, gone.withdrawnAt(gone.withdrawn().orElse(now))));
            return new Collection(basis, all, notes);
        }
    }

    List<OfferedRepository> repositories() {
        return repositories;
    }

    List<Index> indexes() {
        return indexes;
    }

    Map<String, Collection> collections() {
        return collections;
    }

    /** True until a repository or a collection was started. */
    public boolean isEmpty() {
        return repositories.isEmpty() && collections.isEmpty();
    }

    @Override
    public boolean holds(Digest digest) {
        return depot.containsKey(digest);
    }

    @Override
    public void keep(Digest digest, long size, InputStream bytes) throws IOException {
        byte[] content = bytes.readNBytes(Math.toIntExact(size + 1));
        if (content.length != size || !Digest.of(content).equals(digest)) {
            throw new FettleException(ContentError.DIGEST_MISMATCH, "not " + digest);
        }
        depot.put(digest, content);
    }

    @Override
    public InputStream read(Digest digest) throws IOException {
        return new ByteArrayInputStream(Optional.ofNullable(depot.get(digest))
                .orElseThrow(() -> new FileNotFoundException("Nobody kept " + digest)));
    }

    @Override
    public void repository(OfferedRepository repository) {
        requireKept(repository.release());
        repository.signature().ifPresent(this::requireKept);
        repositories.add(repository);
        index = Optional.empty();
    }

    @Override
    public boolean index(MirroredSuite.Index next, Digest basis) {
        if (repositories.isEmpty()) {
            throw new IllegalStateException("An index belongs to a repository; start one first");
        }
        requireKept(next.stored());
        String place = next.component() + " " + next.arch() + " " + next.plain().digest();
        Optional<Index> known = knownIndexes.stream()
                .filter(before -> before.place().equals(place) && before.basis().equals(basis))
                .findFirst();
        index = known.isPresent() ? Optional.empty() : Optional.of(new Index(place, basis, new ArrayList<>()));
        indexes.add(known.or(() -> index).orElseThrow());
        return known.isEmpty();
    }

    @Override
    public void offered(OfferedPackage offered) {
        index.orElseThrow(() -> new IllegalStateException("A package belongs to an index that is wanted"))
                .packages()
                .add(offered);
    }

    @Override
    public boolean collection(String name, Digest basis) {
        if (name.isEmpty() || name.length() > 200 || collections.containsKey(name)) {
            throw new IllegalStateException("Not the name of another collection: " + name);
        }
        Optional<Collection> known = Optional.ofNullable(knownCollections.get(name))
                .filter(before -> before.basis().equals(basis));
        collection = known.isPresent()
                ? Optional.empty()
                : Optional.of(new Collection(basis, new TreeMap<>(), new TreeMap<>()));
        collections.put(name, known.or(() -> collection).orElseThrow());
        return known.isEmpty();
    }

    @Override
    public void advisory(Advisory advisory) {
        wanted().advisories()
                .merge(
                        advisory.nativeId(),
                        advisory,
                        (one, other) -> one.revision().compareTo(other.revision()) > 0 ? one : other);
    }

    @Override
    public void note(VulnerabilityNote note) {
        wanted().notes().put(note.cve(), note);
    }

    private Collection wanted() {
        return collection.orElseThrow(
                () -> new IllegalStateException("It belongs to a collection whose content is wanted"));
    }

    private void requireKept(MirroredSuite.Stored stored) {
        if (!depot.containsKey(stored.digest())) {
            throw new IllegalStateException("Content " + stored.digest() + " is named without its bytes");
        }
    }
}
