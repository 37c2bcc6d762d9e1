package io.fettle.itests.bench.catalog;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.content.Depot;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import io.fettle.catalog.StoredCatalog;
import io.fettle.depot.FileDepot;
import io.fettle.source.apt.AptSourceFactory;
import io.fettle.sources.ScheduledSources;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.SourceStore;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleContext;

/** The real depot, catalog, sources and apt plug-in, put together by hand as the service registry would. */
final class Spine implements AutoCloseable {
    private static final Caller BENCH = new Caller("bench", Role.ADMIN, Scope.all());
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

    private final FileDepot depot;
    private final StoredCatalog catalog;
    private final ScheduledSources sources;

    /** Without a database: its part in an import is two rows for each source. */
    Spine(Path state) throws ReflectiveOperationException {
        this(state, new MemoryCatalogStore(), new MemorySourceStore());
    }

    Spine(Path state, CatalogStore revisions, SourceStore rows) throws ReflectiveOperationException {
        InvocationHandler context =
                (self, method, arguments) -> method.getName().equals("getProperty") ? state.toString() : null;
        depot = Components.make(
                FileDepot.class,
                Proxy.newProxyInstance(Spine.class.getClassLoader(), new Class<?>[] {BundleContext.class}, context));
        catalog = new StoredCatalog(revisions, depot);
        Audit audit = entry -> {};
        sources = Components.make(ScheduledSources.class, rows, catalog, (Depot) depot, audit);
        Components.call(sources, "addFactory", PatchSourceFactory.class, new AptSourceFactory());
    }

    /** Adds all suites and waits until they are in the catalog. */
    void importAll(Collection<FrozenArchive.Suite> suites) throws IOException {
        Instant before = Instant.EPOCH;
        for (FrozenArchive.Suite suite : suites) {
            sources.add("apt", suite.name(), settings(suite), BENCH);
        }
        await(before);
    }

    /** Looks at all suites once more. */
    void syncAll() throws IOException {
        Instant before = all().stream()
                .flatMap(s -> s.lastSuccess().stream())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        all().forEach(source -> sources.syncNow(source.id(), BENCH));
        await(before);
    }

    /** As if there had never been any. */
    void removeAll() {
        all().forEach(source -> sources.remove(source.id(), BENCH));
    }

    Catalog.Revision revision() {
        return catalog.current();
    }

    @Override
    public void close() throws ReflectiveOperationException {
        Components.call(sources, "stop");
        Components.call(depot, "stop");
    }

    private void await(Instant after) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (SourceStatus source : all()) {
                if (source.state() == SourceState.REFUSED || source.state() == SourceState.UNREACHABLE) {
                    throw new IOException("Source " + source.name() + " is " + source.state() + ": " + source.reason());
                }
            }
            if (all().stream()
                    .allMatch(s -> s.state() == SourceState.CURRENT
                            && s.lastSuccess().filter(at -> at.isAfter(after)).isPresent())) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IOException("The sources were not done within " + PATIENCE);
    }

    private List<SourceStatus> all() {
        return ((Sources) sources)
                .list(PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }

    private static Map<String, String> settings(FrozenArchive.Suite suite) throws IOException {
        return Map.of(
                "uri", suite.uri(),
                "suite", suite.name(),
                "components", String.join(" ", suite.components()),
                "architectures", String.join(" ", suite.architectures()),
                "keyring", Base64.getEncoder().encodeToString(Files.readAllBytes(suite.keyring())));
    }
}
