package io.fettle.assessment.apt;

import io.fettle.api.Reason;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.mirror.RepositoryUri;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a catalog revision that computers of one setup use, and what of their setup the catalog lacks. A repository
 * is the same where uri (in its normal form), suite, component and architecture are. Immutable.
 */
public final class Covered {
    private final Map<FileKey, IndexFile> files;
    private final Set<Integer> repositories;
    private final List<Reason> gaps;

    private Covered(Map<FileKey, IndexFile> files, Set<Integer> repositories, List<Reason> gaps) {
        this.files = files;
        this.repositories = repositories;
        this.gaps = gaps;
    }

    static Covered of(AptSetup setup, Catalog.Revision revision) {
        Map<String, CatalogRepository> known = new HashMap<>();
        revision.repositories().forEach(r -> known.putIfAbsent(RepositoryUri.key(r.uri(), r.suite()), r));
        Map<FileKey, IndexFile> files = new LinkedHashMap<>();
        Set<Integer> repositories = new LinkedHashSet<>();
        Set<Reason> gaps = new LinkedHashSet<>();
        for (AptRepository wanted : setup.repositories()) {
            CatalogRepository found = known.get(RepositoryUri.key(wanted.uri(), wanted.suite()));
            if (found == null) {
                gaps.add(Reason.of("finding.repository_not_in_catalog", "uri", wanted.uri(), "suite", wanted.suite()));
                continue;
            }
            repositories.add(found.number());
            addFiles(setup, wanted, found, files, gaps);
        }
        return new Covered(Map.copyOf(files), Set.copyOf(repositories), List.copyOf(gaps));
    }

    private static void addFiles(
            AptSetup setup,
            AptRepository wanted,
            CatalogRepository found,
            Map<FileKey, IndexFile> files,
            Set<Reason> gaps) {
        List<String> arches = wanted.architectures().isEmpty() ? setup.architectures() : wanted.architectures();
        // A flat repository has no components; its catalog entry may have one of any name.
        Collection<String> components = wanted.components().isEmpty() ? found.components() : wanted.components();
        for (String component : new LinkedHashSet<>(components)) {
            for (String arch : arches) {
                boolean covered =
                        (found.components().isEmpty() || found.components().contains(component))
                                && (found.architectures().contains(arch));
                if (covered) {
                    files.put(new FileKey(found.number(), component, arch), IndexFile.of(found, component, arch));
                } else {
                    gaps.add(new Reason(
                            "finding.index_not_in_catalog",
                            Map.of(
                                    "uri",
                                    wanted.uri(),
                                    "suite",
                                    wanted.suite(),
                                    "component",
                                    component,
                                    "arch",
                                    arch)));
                }
            }
        }
    }

    Collection<IndexFile> files() {
        return files.values();
    }

    /** Numbers of the catalog's repositories that these computers use. */
    public Set<Integer> repositories() {
        return repositories;
    }

    /** What these computers use and the catalog does not have. */
    List<Reason> gaps() {
        return gaps;
    }

    /** The files of these computers that hold this package; a package for all architectures is in all of them. */
    List<IndexFile> holding(AvailablePackage offer, Collection<String> arches) {
        if (!offer.arch().equals(PackageKey.ALL)) {
            return Optional.ofNullable(files.get(new FileKey(offer.repository(), offer.component(), offer.arch())))
                    .map(List::of)
                    .orElse(List.of());
        }
        List<IndexFile> holding = new ArrayList<>();
        for (String arch : new HashSet<>(arches)) {
            IndexFile file = files.get(new FileKey(offer.repository(), offer.component(), arch));
            if (file != null) {
                holding.add(file);
            }
        }
        return holding;
    }

    private record FileKey(int repository, String component, String arch) {}
}
