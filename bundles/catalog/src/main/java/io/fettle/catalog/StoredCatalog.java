package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.change.Topic;
import io.fettle.api.content.Depot;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.PendingChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The catalog over rows in the store and segments in the depot. Thread-safe; reading takes no lock once loaded. */
@Component(service = {Catalog.class, CatalogPublisher.class})
public final class StoredCatalog implements Catalog, CatalogPublisher {
    private final CatalogStore store;
    private final Depot depot;
    private final Clock clock;
    private final RevisionLoader loader;
    private final Object loading = new Object();
    private final AtomicInteger changesUnderWay = new AtomicInteger();
    /** Segments made here that no loaded revision has yet. */
    private Segments fresh = Segments.NONE;

    private volatile @Nullable LoadedRevision newest;

    @Activate
    public StoredCatalog(@Reference CatalogStore store, @Reference Depot depot) {
        this(store, depot, Clock.systemUTC());
    }

    StoredCatalog(CatalogStore store, Depot depot, Clock clock) {
        this.store = store;
        this.depot = depot;
        this.clock = clock;
        this.loader = new RevisionLoader(depot);
    }

    @Override
    public Revision current() {
        return loaded();
    }

    @Override
    public Optional<AvailablePackage> byDigest(Digest digest) {
        return loaded().byDigest(digest);
    }

    @Override
    public boolean holds(String sourceId) {
        return loaded().manifest(sourceId).isPresent();
    }

    @Override
    public long packages(String sourceId) {
        return loaded().packages(sourceId);
    }

    @Override
    public long advisories(String sourceId) {
        return loaded().advisories(sourceId);
    }

    @Override
    public Draft stage(String sourceId) {
        LoadedRevision before = loaded();
        return new StagedDraft(
                depot,
                before.manifest(sourceId),
                before.segments(),
                clock,
                (manifest, made) -> publish(sourceId, manifest, made));
    }

    @Override
    public void withdraw(String sourceId) {
        changing(() -> store.withdraw(sourceId, List.of(new PendingChange(Topic.CATALOG, sourceId))));
    }

    private long publish(String sourceId, Manifest manifest, Segments made) throws IOException {
        LoadedRevision before = loaded();
        if (before.manifest(sourceId).filter(manifest::equals).isPresent()) {
            return before.number();
        }
        byte[] bytes = ManifestCodec.write(manifest);
        Digest digest = Digest.of(bytes);
        depot.put(digest, bytes.length, new ByteArrayInputStream(bytes));
        CatalogStore.Part part = new CatalogStore.Part(sourceId, digest, packages(manifest, made), clock.instant());
        remember(made);
        return changing(() -> store.publish(part, List.of(new PendingChange(Topic.CATALOG, sourceId))));
    }

    /**
     * Whoever hears of a change must not read the revision before it. Between the commit and the end of the reload,
     * readers therefore look into the store themselves.
     */
    private long changing(LongSupplier write) {
        changesUnderWay.incrementAndGet();
        try {
            long number = write.getAsLong();
            reload();
            return number;
        } finally {
            changesUnderWay.decrementAndGet();
        }
    }

    private long packages(Manifest manifest, Segments made) {
        Map<Digest, Segment> known = loaded().segments().with(made).packages();
        return manifest.suites().stream()
                .flatMap(suite -> suite.entries().stream())
                .map(entry -> known.get(entry.segment()))
                .mapToLong(segment -> segment == null ? 0 : segment.rows())
                .sum();
    }

    /** The first reader loads; the others have nothing to answer from until it is done, so they wait for it. */
    private LoadedRevision loaded() {
        if (changesUnderWay.get() > 0) {
            return reload();
        }
        LoadedRevision present = newest;
        if (present != null) {
            return present;
        }
        synchronized (loading) {
            LoadedRevision meanwhile = newest;
            return meanwhile != null ? meanwhile : reload();
        }
    }

    /** Several may reload at once; the newest revision wins. */
    private LoadedRevision reload() {
        return install(loader.load(store.newest(), known()));
    }

    private synchronized void remember(Segments made) {
        fresh = fresh.with(made);
    }

    private synchronized Segments known() {
        LoadedRevision before = newest;
        return before == null ? fresh : fresh.with(before.segments());
    }

    private synchronized LoadedRevision install(LoadedRevision read) {
        LoadedRevision present = newest;
        if (present != null && present.number() >= read.number()) {
            return present;
        }
        newest = read;
        fresh = fresh.without(read.segments());
        return read;
    }
}
