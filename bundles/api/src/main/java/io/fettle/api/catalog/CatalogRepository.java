package io.fettle.api.catalog;

import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.mirror.RepositoryUri;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    private static final String RPM = "rpm";
    private static final Set<String> RPM_ARCHES = Set.of(
            "x86_64", "aarch64", "ppc64le", "s390x", "riscv64", "i386", "i686", "armhfp", "armv7hl", "loongarch64");

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

    /**
     * Whether it is this repository of a computer: the one of its uri; or, where the computer only has a list of mirrors, the one
     * of its id, on the same platform and architecture.
     *
     * @param arch of the computer, as dnf's {@code $basearch}
     * @param platform of the computer, named as in OSV
     */
    public boolean isThe(RpmRepository wanted, String arch, String platform) {
        if (!ecosystem.equals(RPM)) {
            return false;
        }
        if (!wanted.baseUrls().isEmpty()) {
            String normal = RepositoryUri.normal(uri);
            return wanted.baseUrls().stream().map(RepositoryUri::normal).anyMatch(normal::equals);
        }
        return suite.equals(wanted.id())
                && (origin + ':' + version).equals(platform)
                && Arrays.stream(uri.split("/")).filter(RPM_ARCHES::contains).allMatch(arch::equals);
    }
}
