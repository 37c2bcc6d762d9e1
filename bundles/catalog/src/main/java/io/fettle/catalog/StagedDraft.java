package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.content.Depot;
import io.fettle.api.mirror.MirroredSuite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    private final Publication publication;
    private final List<Manifest.Suite> suites = new ArrayList<>();
    private final Map<Digest, Segment> made = new HashMap<>();

    private @Nullable OfferedRepository repository;
    private List<Manifest.Entry> entries = new ArrayList<>();
    private MirroredSuite.@Nullable Index index;
    private @Nullable SegmentWriter writer;
    private boolean closed;

    /** @param before what this source has in the newest revision */
    StagedDraft(Depot depot, Optional<Manifest> before, Publication publication) {
        this.depot = depot;
        this.before = before;
        this.publication = publication;
    }

    /** Makes a manifest, whose segments are durable, the source's part of the newest revision. */
    interface Publication {
        long publish(Manifest manifest, Map<Digest, Segment> made) throws IOException;
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
    public boolean index(MirroredSuite.Index next) throws IOException {
        requireOpen();
        if (repository == null) {
            throw new IllegalStateException("An index belongs to a repository; start one first");
        }
        finishIndex();
        Optional<Digest> known = segmentOf(next);
        if (known.isPresent()) {
            entries.add(new Manifest.Entry(next, known.get()));
            return false;
        }
        index = next;
        writer = new SegmentWriter();
        return true;
    }

    private Optional<Digest> segmentOf(MirroredSuite.Index wanted) {
        return before.stream()
                .flatMap(manifest -> manifest.suites().stream())
                .flatMap(suite -> suite.entries().stream())
                .filter(entry -> entry.index().plain().equals(wanted.plain())
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
    public boolean isEmpty() {
        return repository == null;
    }

    @Override
    public long publish() throws IOException {
        requireOpen();
        finishSuite();
        closed = true;
        return publication.publish(new Manifest(suites), made);
    }

    @Override
    public void close() {
        closed = true;
        writer = null;
        made.clear();
    }

    private void finishSuite() throws IOException {
        finishIndex();
        if (repository != null) {
            suites.add(new Manifest.Suite(repository, entries));
            entries = new ArrayList<>();
        }
    }

    private void finishIndex() throws IOException {
        if (writer == null || index == null) {
            return;
        }
        byte[] segment = writer.write();
        Digest digest = Digest.of(segment);
        depot.put(digest, segment.length, new ByteArrayInputStream(segment));
        made.put(digest, new Segment(segment));
        entries.add(new Manifest.Entry(index, digest));
        index = null;
        writer = null;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The draft is closed");
        }
    }
}
