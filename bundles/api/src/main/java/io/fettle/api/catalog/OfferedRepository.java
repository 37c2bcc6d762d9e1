package io.fettle.api.catalog;

import io.fettle.api.mirror.MirroredSuite;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One suite of one repository, which an rpm repository is as a whole, as a source hands it over: the verified facts, and the signed bytes they come from.
 *
 * @param uri ends with a slash
 * @param suite as configured, the one under which computers know it
 * @param archive what the Release file calls its suite ({@code oldstable}), apt's {@code a=}; empty where it does not
 * @param security whether it is a security archive, decided by its signed label, origin or suite
 * @param priority what apt gives it without pins: 500, 100 or 1
 * @param release the signed list (of an rpm repository: repomd.xml, whether signed or not), in the depot
 * @param signature its detached signature, in the depot
 * @param ecosystem whose packages it has: {@code deb}, {@code rpm}
 */
public record OfferedRepository(
        String uri,
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
        MirroredSuite.Stored release,
        Optional<MirroredSuite.Stored> signature,
        String ecosystem) {
    private static final String DEB = "deb";

    public OfferedRepository {
        if (!uri.endsWith("/")) {
            throw new IllegalArgumentException("A repository's uri ends with a slash: " + uri);
        }
        components = List.copyOf(components);
        architectures = List.copyOf(architectures);
    }

    /** A repository of ecosystem {@code deb}. */
    public OfferedRepository(
            String uri,
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
            MirroredSuite.Stored release,
            Optional<MirroredSuite.Stored> signature) {
        this(
                uri,
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
                release,
                signature,
                DEB);
    }
}
