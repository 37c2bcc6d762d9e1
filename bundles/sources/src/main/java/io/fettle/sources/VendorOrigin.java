package io.fettle.sources;

import io.fettle.api.Digest;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.spi.content.ContentOrigin;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.store.SourceStore;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fetches packages from the vendors' own servers, as the catalog says where they lie. Thread-safe. */
@Component(configurationPid = "io.fettle.sources.ScheduledSources")
public final class VendorOrigin implements ContentOrigin {
    private final Catalog catalog;
    private final SourceStore sources;
    private final VendorConnections connections;

    @Activate
    public VendorOrigin(SourcesConfig config, @Reference Catalog catalog, @Reference SourceStore sources) {
        this.catalog = catalog;
        this.sources = sources;
        this.connections = VendorConnections.of(config);
    }

    @Override
    public Optional<Location> locate(Digest digest) {
        Catalog.Revision revision = catalog.current();
        return revision.byDigest(digest)
                .map(offered -> new Served(offered, revision.repositories().get(offered.repository())));
    }

    /** Read for each file: an admin may have changed his mind since the source ran. */
    private Reach reach(String sourceId) {
        return sources.find(sourceId)
                .map(source -> Reach.of(source.configuration().settings()))
                .orElse(Reach.PUBLIC);
    }

    private final class Served implements Location {
        private final AvailablePackage offered;
        private final CatalogRepository repository;

        Served(AvailablePackage offered, CatalogRepository repository) {
            this.offered = offered;
            this.repository = repository;
        }

        @Override
        public long size() {
            return offered.size();
        }

        @Override
        public String name() {
            return repository.uri() + offered.path();
        }

        @Override
        public Body open(long offset) throws IOException {
            URI root = URI.create(repository.uri());
            Answer answer = VendorFiles.below(root, connections, reach(repository.sourceId()))
                    .get(offered.path(), offset, Optional.empty());
            if (answer.status() != Fetcher.Status.FOUND) {
                throw new IOException("the vendor does not have it any more");
            }
            return new Body(answer.offset(), answer.stream());
        }
    }
}
