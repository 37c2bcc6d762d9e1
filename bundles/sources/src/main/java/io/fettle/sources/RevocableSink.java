package io.fettle.sources;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.content.Depot;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.source.FeedSink;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Puts bytes into the depot and facts into a draft, for as long as the run goes on. For the run's thread. */
final class RevocableSink implements FeedSink {
    private static final int MAX_NAME = 200;

    private final Depot depot;
    private final CatalogPublisher.Draft draft;
    private final Cancellation cancellation;
    private final RunBounds bounds;

    RevocableSink(Depot depot, CatalogPublisher.Draft draft, Cancellation cancellation, RunBounds bounds) {
        this.depot = depot;
        this.draft = draft;
        this.cancellation = cancellation;
        this.bounds = bounds;
    }

    @Override
    public boolean holds(Digest digest) {
        requireUsable();
        return depot.holds(digest);
    }

    @Override
    public void keep(Digest digest, long size, InputStream bytes) throws IOException {
        requireUsable();
        depot.put(digest, size, bytes);
    }

    @Override
    public InputStream read(Digest digest) throws IOException {
        requireUsable();
        return depot.open(digest)
                .orElseThrow(() -> new FileNotFoundException("The depot does not hold content " + digest));
    }

    @Override
    public void repository(OfferedRepository repository) {
        requireUsable();
        bounds.one();
        requireKept(repository.release());
        repository.signature().ifPresent(this::requireKept);
        draft.repository(repository);
    }

    @Override
    public boolean index(MirroredSuite.Index index, Digest basis) throws IOException {
        requireUsable();
        bounds.one();
        requireKept(index.stored());
        return draft.index(index, basis);
    }

    @Override
    public void offered(OfferedPackage offered) {
        requireUsable();
        bounds.one();
        draft.add(offered);
    }

    @Override
    public boolean collection(String name, Digest basis) throws IOException {
        requireUsable();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("A collection's name has 1 to " + MAX_NAME + " characters");
        }
        bounds.one();
        return draft.collection(name, basis);
    }

    @Override
    public void advisory(Advisory advisory) {
        requireUsable();
        bounds.take(advisory);
        draft.add(advisory);
    }

    @Override
    public void note(VulnerabilityNote note) {
        requireUsable();
        bounds.one();
        draft.add(note);
    }

    /** So that a published suite is never without its bytes. */
    private void requireKept(MirroredSuite.Stored stored) {
        if (!depot.holds(stored.digest())) {
            throw new IllegalStateException("The source hands over content " + stored.digest() + " without its bytes");
        }
    }

    private void requireUsable() {
        if (!cancellation.isUsable()) {
            throw new IllegalStateException("The run is over; its sink takes nothing any more");
        }
    }
}
