package io.fettle.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogMirrorTest {
    private final MirroredSuite suite = new MirroredSuite(
            "s1",
            "http://deb.example.org/debian/",
            "bookworm",
            new MirroredSuite.Stored(Digest.of(new byte[] {1}), 1),
            Optional.empty(),
            List.of());
    private List<MirroredSuite> current = List.of(suite);
    private final CatalogMirror mirror = new CatalogMirror(new FakeCatalog());

    @Test
    void aSuiteIsFoundWithAndWithoutTrailingSlash() {
        assertThat(mirror.find("http://deb.example.org/debian", "bookworm")).contains(suite);
        assertThat(mirror.find("http://deb.example.org/debian/", "bookworm")).contains(suite);
    }

    @Test
    void anotherSuiteOrUriIsNotFound() {
        assertThat(mirror.find("http://deb.example.org/debian/", "trixie")).isEmpty();
        assertThat(mirror.find("http://deb.example.org/debian/bookworm", "bookworm"))
                .isEmpty();
    }

    @Test
    void theNewestRevisionCounts() {
        current = List.of();
        assertThat(mirror.suites()).isEmpty();
        assertThat(mirror.find("http://deb.example.org/debian/", "bookworm")).isEmpty();
    }

    private final class FakeCatalog implements Catalog, Catalog.Revision {
        @Override
        public Revision current() {
            return this;
        }

        @Override
        public Optional<AvailablePackage> byDigest(Digest digest) {
            return Optional.empty();
        }

        @Override
        public long number() {
            return 1;
        }

        @Override
        public List<CatalogRepository> repositories() {
            return List.of();
        }

        @Override
        public List<AvailablePackage> versionsOf(String name) {
            return List.of();
        }

        @Override
        public Optional<AvailablePackage> find(PatchId patch) {
            return Optional.empty();
        }

        @Override
        public Advisories advisories() {
            throw new UnsupportedOperationException("A mirror asks for no advisory");
        }

        @Override
        public List<MirroredSuite> suites() {
            return current;
        }

        @Override
        public int size() {
            return 0;
        }
    }
}
