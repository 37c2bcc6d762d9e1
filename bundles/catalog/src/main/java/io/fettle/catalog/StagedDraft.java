package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.content.Depot;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.catalog.advisory.CollectionDraft;
import io.fettle.catalog.advisory.RecordSegment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a source hands over in one run, until it is published or dropped. For one thread. */
final class StagedDraft implements CatalogPublisher.Draft {
    private final Depot depot;
    private final Optional<Manifest> before;
    private final Segments known;
    private final Clock clock;
    private final Publication publication;
    private final List<Manifest.Suite> suites = new ArrayList<>();
    private final List<Manifest.Collection> collections = new ArrayList<>();
    private final Map<Digest, Segment> madePackages = new HashMap<>();
    private final Map<Digest, RecordSegment> madeRecords = new HashMap<>();

    private @Nullable OfferedRepository repository;
    private List<Manifest.Entry> entries = new ArrayList<>();
    private MirroredSuite.@Nullable Index index;
    private @Nullable Digest basis;
    private @Nullable SegmentWriter writer;
    private @Nullable NextCollection collection;
    private boolean closed;

    /** @param before what this source has in the newest revision @param known at least the segments of that */
    StagedDraft(Depot depot, Optional<Manifest> before, Segments known, Clock clock, Publication publication) {
        this.depot = depot;
        this.before = before;
        this.known = known;
        this.clock = clock;
        this.publication = publication;
    }

    private record NextCollection(String name, Digest basis, CollectionDraft content) {}

    /** Makes a manifest, whose segments are durable, the source's part of the newest revision. */
    interface Publication {
        long publish(Manifest manifest, Segments made) throws IOException;
    }

    @Override
    public void repository(OfferedRepository next) {
        requireOpen();
        try {
            finishSuite();
        } catch (IOException e) {
            throw new IllegalStateException("Indexes are finished before the next repository starts", e);
        }
        repository = next;
    }

    @Override
    public boolean index(MirroredSuite.Index next, Digest madeFrom) throws IOException {
        requireOpen();
        if (repository == null) {
            throw new IllegalStateException("An index belongs to a repository; start one first");
        }
        finishIndex();
        Optional<Digest> known = segmentOf(next, madeFrom);
        if (known.isPresent()) {
            entries.add(new Manifest.Entry(next, madeFrom, known.get()));
            return false;
        }
        index = next;
        basis = madeFrom;
        writer = new SegmentWriter(repository.ecosystem());
        return true;
    }

    private Optional<Digest> segmentOf(MirroredSuite.Index wanted, Digest madeFrom) {
        return before.stream()
                .flatMap(manifest -> manifest.suites().stream())
                .flatMap(suite -> suite.entries().stream())
                .filter(entry -> entry.index().plain().equals(wanted.plain())
                        && entry.basis().equals(madeFrom)
                        && entry.index().component().equals(wanted.component())
                        && entry.index().arch().equals(wanted.arch()))
                .map(Manifest.Entry::segment)
                .findFirst();
    }

    @Override
    public void add(OfferedPackage offered) {
        requireOpen();
        if (writer == null) {
            throw new IllegalStateException("A package belongs to an index whose packages are wanted");
        }
        writer.add(offered);
    }

    @Override
    public boolean collection(String name, Digest basis) throws IOException {
        requireOpen();
        finishIndex();
        finishCollection();
        if (collections.stream().anyMatch(other -> other.name().equals(name))) {
            throw new IllegalStateException("Collection " + name + " was handed over already");
        }
        Optional<Manifest.Collection> unchanged =
                collectionBefore(name).filter(last -> last.basis().equals(basis));
        if (unchanged.isPresent()) {
            collections.add(unchanged.get());
            return false;
        }
        collection = new NextCollection(name, basis, new CollectionDraft());
        return true;
    }

    private Optional<Manifest.Collection> collectionBefore(String name) {
        return before.stream()
                .flatMap(manifest -> manifest.collections().stream())
                .filter(last -> last.name().equals(name))
                .findFirst();
    }

    @Override
    public void add(Advisory advisory) {
        wanted().add(advisory);
    }

    @Override
    public void add(VulnerabilityNote note) {
        wanted().add(note);
    }

    private CollectionDraft wanted() {
        requireOpen();
        if (collection == null) {
            throw new IllegalStateException("It belongs to a collection whose content is wanted; start one first");
        }
        return collection.content();
    }

    @Override
    public boolean isEmpty() {
        return repository == null && collections.isEmpty() && collection == null;
    }

    @Override
    public long publish() throws IOException {
        requireOpen();
        finishSuite();
        finishCollection();
        closed = true;
        return publication.publish(new Manifest(suites, collections), new Segments(madePackages, madeRecords));
    }

    @Override
    public void close() {
        closed = true;
        writer = null;
        collection = null;
        madePackages.clear();
        madeRecords.clear();
    }

    private void finishSuite() throws IOException {
        finishIndex();
        if (repository != null) {
            suites.add(new Manifest.Suite(repository, entries));
            entries = new ArrayList<>();
        }
    }

    private void finishIndex() throws IOException {
        if (writer == null || index == null || basis == null) {
            return;
        }
        byte[] segment = writer.write();
        Digest digest = kept(segment);
        madePackages.put(digest, new Segment(segment));
        entries.add(new Manifest.Entry(index, basis, digest));
        index = null;
        writer = null;
    }

    private void finishCollection() throws IOException {
        if (collection == null) {
            return;
        }
        Optional<RecordSegment> last = collectionBefore(collection.name())
                .flatMap(found -> Optional.ofNullable(known.records().get(found.segment())));
        byte[] segment = collection.content().finish(last, clock.instant());
        Digest digest = kept(segment);
        madeRecords.put(digest, new RecordSegment(segment));
        collections.add(new Manifest.Collection(collection.name(), collection.basis(), digest));
        collection = null;
    }

    private Digest kept(byte[] segment) throws IOException {
        Digest digest = Digest.of(segment);
        depot.put(digest, segment.length, new ByteArrayInputStream(segment));
        return digest;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The draft is closed");
        }
    }
}
