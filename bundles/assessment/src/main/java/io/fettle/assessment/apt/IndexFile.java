package io.fettle.assessment.apt;

import io.fettle.api.catalog.CatalogRepository;
import java.util.Optional;

/**
 * What apt calls a package file: one component and architecture of one suite, or the status file of dpkg. Empty texts
 * stand for absent fields, which match nothing.
 *
 * @param site host of the repository; empty for a local one
 * @param priority without any pins
 */
record IndexFile(
        Optional<CatalogRepository> repository,
        String archive,
        String codename,
        String origin,
        String label,
        String version,
        String component,
        String arch,
        String site,
        int priority) {

    private static final int STATUS_PRIORITY = 100;

    /** dpkg's status file. */
    static final IndexFile STATUS = new IndexFile(Optional.empty(), "now", "", "", "", "", "", "", "", STATUS_PRIORITY);

    static IndexFile of(CatalogRepository repository, String component, String arch) {
        return new IndexFile(
                Optional.of(repository),
                repository.archive(),
                repository.codename(),
                repository.origin(),
                repository.label(),
                repository.version(),
                component,
                arch,
                repository.site(),
                repository.priority());
    }

    boolean isStatus() {
        return repository.isEmpty();
    }

    boolean isSecurity() {
        return repository.map(CatalogRepository::security).orElse(false);
    }
}
