package io.fettle.api.deployment;

import io.fettle.api.Digest;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.ReplacedPackage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a computer shall do, before it is numbered and signed. Handed out at a check-in.
 *
 * @param packages the exact plan: every package that changes, also those that only come along
 * @param ecosystem whose packages they are: {@code deb}, {@code rpm}
 */
public record OrderDraft(String taskId, List<Step> packages, Instant notAfter, String ecosystem) {
    private static final String DEB = "deb";

    public OrderDraft {
        packages = List.copyOf(packages);
    }

    /** Of packages of ecosystem {@code deb}. */
    public OrderDraft(String taskId, List<Step> packages, Instant notAfter) {
        this(taskId, packages, notAfter, DEB);
    }

    /**
     * @param from as in {@link PlannedChange}; empty where a vendor-declared dependency is new on the computer
     * @param uri and {@code suite} of the repository that offers it
     * @param path below the repository's uri
     * @param replaces as in {@link PlannedChange}
     */
    public record Step(
            String name,
            String arch,
            Optional<String> from,
            String to,
            String uri,
            String suite,
            String component,
            String path,
            long size,
            Digest digest,
            List<ReplacedPackage> replaces) {
        public Step {
            replaces = ReplacedPackage.sorted(replaces);
        }

        /** Takes the place of nothing but its own earlier version. */
        public Step(
                String name,
                String arch,
                Optional<String> from,
                String to,
                String uri,
                String suite,
                String component,
                String path,
                long size,
                Digest digest) {
            this(name, arch, from, to, uri, suite, component, path, size, digest, List.of());
        }

        /** What the computer's package manager has to plan for it. */
        public PlannedChange change() {
            return new PlannedChange(name, arch, from, to, replaces);
        }

        /** Whether it changes what is installed, and is not only needed by what does. */
        public boolean upgrades() {
            return from.isPresent() || !replaces.isEmpty();
        }

        public Step replacing(List<ReplacedPackage> some) {
            return new Step(name, arch, from, to, uri, suite, component, path, size, digest, some);
        }
    }
}
