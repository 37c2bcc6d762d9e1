package io.fettle.api.catalog;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.inventory.Relations;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;
import java.util.Optional;

/** The catalog. Thread-safe; readers are never blocked by an import. */
public interface Catalog {
    /** The newest published revision. Keep it for as long as one answer must be consistent. */
    Revision current();

    /** Where content comes from, over all current repositories; empty where no current package has this digest. */
    Optional<AvailablePackage> byDigest(Digest digest);

    /** An immutable revision, in memory. */
    interface Revision {
        /** 0 where nothing was ever imported. */
        long number();

        List<CatalogRepository> repositories();

        /** All versions of all architectures and repositories. */
        List<AvailablePackage> versionsOf(String name);

        /**
         * All versions of packages that say that they take the place of packages of this name, whichever versions of them;
         * none in ecosystems where packages do not say so.
         */
        default List<AvailablePackage> obsoleting(String name) {
            return List.of();
        }

        /**
         * All versions of packages that say that they provide this name, which is another's than theirs; none in ecosystems
         * where packages do not say so. May name some that do not.
         */
        default List<AvailablePackage> providing(String name) {
            return List.of();
        }

        /** What a package of this revision says of others. Costs some reading each time. */
        default Relations relations(AvailablePackage offer) {
            return Relations.UNKNOWN;
        }

        Optional<AvailablePackage> find(PatchId patch);

        /** Where content comes from, over all its repositories; empty where no package of it has this digest. */
        Optional<AvailablePackage> byDigest(Digest digest);

        /** The metadata behind it, one suite per repository, in the order of {@link #repositories}. */
        List<MirroredSuite> suites();

        /** How many package versions there are in all. */
        int size();

        Advisories advisories();

        /**
         * What reads differently here than in an earlier revision of the same catalog, so that whoever worked with that one
         * need not begin anew. Takes no longer than the changed parts are big.
         */
        default CatalogDifference since(Revision earlier) {
            return CatalogDifference.EVERYTHING;
        }
    }
}
