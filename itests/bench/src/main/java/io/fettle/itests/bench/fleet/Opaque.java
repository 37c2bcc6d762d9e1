package io.fettle.itests.bench.fleet;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;
import java.util.Optional;

/** A revision that does not tell what is new in it, so that everything has to be judged anew. */
record Opaque(Catalog.Revision revision, long number) implements Catalog.Revision {
    @Override
    public List<CatalogRepository> repositories() {
        return revision.repositories();
    }

    @Override
    public List<AvailablePackage> versionsOf(String name) {
        return revision.versionsOf(name);
    }

    @Override
    public List<AvailablePackage> obsoleting(String name) {
        return revision.obsoleting(name);
    }

    @Override
    public Optional<AvailablePackage> find(PatchId patch) {
        return revision.find(patch);
    }

    @Override
    public Optional<AvailablePackage> byDigest(Digest digest) {
        return revision.byDigest(digest);
    }

    @Override
    public List<MirroredSuite> suites() {
        return revision.suites();
    }

    @Override
    public int size() {
        return revision.size();
    }

    @Override
    public Advisories advisories() {
        return revision.advisories();
    }
}
