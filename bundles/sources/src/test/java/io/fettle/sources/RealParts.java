package io.fettle.sources;

import io.fettle.api.Digest;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.content.Depot;
import io.fettle.catalog.StoredCatalog;
import io.fettle.depot.FileDepot;
import io.fettle.source.apt.AptSourceFactory;
import io.fettle.spi.content.ContentOrigin;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.SourceStore;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The real depot, catalog and apt source, put together as the service registry would. */
final class RealParts {
    private final Path state;
    private final CatalogStore catalogStore;
    private final SourceStore sourceStore;
    private final Depot depot;
    private final StoredCatalog catalog;

    RealParts(Path state, CatalogStore catalogStore, SourceStore sourceStore) throws ReflectiveOperationException {
        this.state = state;
        this.catalogStore = catalogStore;
        this.sourceStore = sourceStore;
        ContentOrigin[] origin = new ContentOrigin[1];
        BundleContext context = proxy(BundleContext.class, (name, arguments) -> switch (name) {
            case "getProperty" -> state.toString();
            case "getService" -> origin[0];
            default -> false;
        });
        Class<?> config = Class.forName("io.fettle.depot.DepotConfig");
        Constructor<?> constructor = FileDepot.class.getConstructor(config, BundleContext.class);
        this.depot = (Depot) constructor.newInstance(annotation(config), context);
        this.catalog = new StoredCatalog(catalogStore, depot);
        origin[0] = new VendorOrigin(config(), catalog, sourceStore);
        Method add = FileDepot.class.getDeclaredMethod("addOrigin", ServiceReference.class);
        add.setAccessible(true);
        add.invoke(depot, proxy(ServiceReference.class, (name, arguments) -> 0));
    }

    /** Everything anew over the same disk and database. */
    RealParts restarted() throws ReflectiveOperationException {
        return new RealParts(state, catalogStore, sourceStore);
    }

    Depot depot() {
        return depot;
    }

    /** Blocks until it is here. */
    Path fetch(Digest digest) throws Exception {
        return depot.fetch(digest).get(20, TimeUnit.SECONDS);
    }

    Catalog catalog() {
        return catalog;
    }

    CatalogPublisher publisher() {
        return catalog;
    }

    PatchSourceFactory apt() {
        return new AptSourceFactory();
    }

    /** As nobody changed it. */
    static SourcesConfig config() {
        return (SourcesConfig) annotation(SourcesConfig.class);
    }

    private static Object annotation(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> method.getDefaultValue());
    }

    private interface Answering {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                RealParts.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    case "compareTo" -> 0;
                    default -> answering.answer(method.getName(), arguments);
                }));
    }
}
