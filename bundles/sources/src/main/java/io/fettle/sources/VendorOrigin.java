package io.fettle.sources;

import io.fettle.api.Digest;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.spi.content.ContentOrigin;
import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fetches packages from the vendors' own servers, as the catalog says where they lie. Thread-safe. */
@Component
public final class VendorOrigin implements ContentOrigin {
    private final Catalog catalog;

    @Activate
    public VendorOrigin(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<Location> locate(Digest digest) {
        Catalog.Revision revision = catalog.current();
        return revision.byDigest(digest)
                .map(offered -> new Served(
                        offered,
                        revision.repositories().get(offered.repository()).uri()));
    }

    private record Served(AvailablePackage offered, String root) implements Location {
        @Override
        public long size() {
            return offered.size();
        }

        @Override
        public String name() {
            return root + offered.path();
        }

        @Override
        public Body open(long offset) throws IOException {
            Answer answer = VendorFiles.below(URI.create(root)).get(offered.path(), offset, Optional.empty());
            if (answer.status() != Fetcher.Status.FOUND) {
                throw new IOException("the vendor does not have it any more");
            }
            return new Body(answer.offset(), answer.stream());
        }
    }
}
