package io.fettle.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One suite of one repository, which an rpm repository is as a whole, as of a catalog revision.
 *
 * @param number dense, stable within the revision only
 * @param uri ends with a slash
 * @param site host part of the uri; empty for a local directory (apt's {@code Pin: origin})
 * @param suite as configured, the one under which computers know it
 * @param archive what the Release file calls its suite ({@code oldstable}), apt's {@code a=}; empty where it does not
 * @param security whether it is a security archive: decided by its signed label, origin or suite, not by its name alone
 * @param priority what apt gives it without pins: 500, 100 (NotAutomatic and ButAutomaticUpgrades) or 1 (NotAutomatic)
 * @param ecosystem whose packages it has: {@code deb}, {@code rpm}
 */
public record CatalogRepository(
        int number,
        String sourceId,
        String uri,
        String site,
        String suite,
        String archive,
        String codename,
        String origin,
        String label,
        String version,
        List<String> components,
        List<String> architectures,
        boolean security,
        int priority,
        Instant date,
        Optional<Instant> validUntil,
        String ecosystem) {
    private static final String DEB = "deb";

    public CatalogRepository {
        components = List.copyOf(components);
        architectures = List.copyOf(architectures);
    }

    /** A repository of ecosystem {@code deb}. */
    public CatalogRepository(
            int number,
            String sourceId,
            String uri,
            String site,
            String suite,
            String archive,
            String codename,
            String origin,
            String label,
            String version,
            List<String> components,
            List<String> architectures,
            boolean security,
            int priority,
            Instant date,
            Optional<Instant> validUntil) {
        this(
                number,
                sourceId,
                uri,
                site,
                suite,
                archive,
                codename,
                origin,
                label,
                version,
                components,
                architectures,
                security,
                priority,
                date,
                validUntil,
                DEB);
    }
}
