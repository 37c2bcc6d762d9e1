package io.fettle.mirror;

import io.fettle.api.catalog.Catalog;
import io.fettle.api.mirror.Mirror;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The suites of the newest catalog revision. Thread-safe. */
@Component
public final class CatalogMirror implements Mirror {
    private final Catalog catalog;

    @Activate
    public CatalogMirror(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<MirroredSuite> suites() {
        return catalog.current().suites();
    }

    @Override
    public Optional<MirroredSuite> find(String uri, String suite) {
        String wanted = uri.endsWith("/") ? uri : uri + "/";
        return suites().stream()
                .filter(mirrored ->
                        mirrored.suite().equals(suite) && mirrored.uri().equals(wanted))
                .findFirst();
    }
}
