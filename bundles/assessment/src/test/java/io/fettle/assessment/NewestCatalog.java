package io.fettle.assessment;

import io.fettle.api.Digest;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import java.util.Optional;
import java.util.function.Supplier;

/** The catalog of a test that publishes one revision after the other. */
record NewestCatalog(Supplier<? extends Catalog> newest) implements Catalog {
    @Override
    public Revision current() {
        return newest.get().current();
    }

    @Override
    public Optional<AvailablePackage> byDigest(Digest digest) {
        return newest.get().byDigest(digest);
    }
}
