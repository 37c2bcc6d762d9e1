package io.fettle.depot;

import io.fettle.spi.content.ContentOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The origins there are now, best ranking first. Their instances are asked for when content is, not when they appear:
 * an origin stands right of the catalog, and the catalog right of the depot, so asking early would be a circle.
 * Thread-safe.
 */
final class TrackedOrigins implements Supplier<List<ContentOrigin>> {
    private final CopyOnWriteArrayList<ServiceReference<ContentOrigin>> references = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<ServiceReference<ContentOrigin>, ContentOrigin> instances = new ConcurrentHashMap<>();
    private final Function<ServiceReference<ContentOrigin>, @Nullable ContentOrigin> get;
    private final Consumer<ServiceReference<ContentOrigin>> unget;

    TrackedOrigins(BundleContext context) {
        this(context::getService, context::ungetService);
    }

    TrackedOrigins(
            Function<ServiceReference<ContentOrigin>, @Nullable ContentOrigin> get,
            Consumer<ServiceReference<ContentOrigin>> unget) {
        this.get = get;
        this.unget = unget;
    }

    void add(ServiceReference<ContentOrigin> reference) {
        references.add(reference);
        references.sort(Comparator.reverseOrder());
    }

    void remove(ServiceReference<ContentOrigin> reference) {
        references.remove(reference);
        if (instances.remove(reference) != null) {
            unget.accept(reference);
        }
    }

    @Override
    public List<ContentOrigin> get() {
        List<ContentOrigin> origins = new ArrayList<>();
        for (ServiceReference<ContentOrigin> reference : references) {
            ContentOrigin origin = instance(reference);
            if (origin != null) {
                origins.add(origin);
            }
        }
        return origins;
    }

    private @Nullable ContentOrigin instance(ServiceReference<ContentOrigin> reference) {
        ContentOrigin known = instances.get(reference);
        if (known != null) {
            return known;
        }
        ContentOrigin got = get.apply(reference);
        if (got != null && instances.putIfAbsent(reference, got) != null) {
            unget.accept(reference);
        }
        return got;
    }
}
