package io.fettle.assessment.dependency;

import io.fettle.api.inventory.MultiArch;

/**
 * A package that another speaks of.
 *
 * @param arch empty where none is named; {@code any}, or an architecture
 */
record Wanted(String name, String arch, Range range) {
    private static final String ANY = "any";

    /** Whether a package fulfils it for one of architecture {@code asker} that needs it. */
    boolean isMetBy(Build build, String asker) {
        if (build.name().equals(name) && range.has(build.version()) && reaches(build, asker)) {
            return true;
        }
        for (Provision provision : build.terms().provides()) {
            if (provision.name().equals(name) && isMetBy(provision) && reachesProvided(build, provision, asker)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a package is what it speaks against; without an architecture that is every one. */
    boolean hits(Build build) {
        boolean itsArch = arch.isEmpty() || arch.equals(ANY) || arch.equals(build.arch());
        if (!itsArch) {
            return false;
        }
        if (build.name().equals(name) && range.has(build.version())) {
            return true;
        }
        for (Provision provision : build.terms().provides()) {
            if (provision.name().equals(name) && isMetBy(provision)) {
                return true;
            }
        }
        return false;
    }

    /** A range asks for a version, and not everything that is provided has one. */
    private boolean isMetBy(Provision provision) {
        return range.isAll() || (!provision.version().isEmpty() && range.has(provision.version()));
    }

    private boolean reaches(Build build, String asker) {
        return switch (arch) {
            case "" -> build.arch().equals(asker) || build.multiArch() == MultiArch.FOREIGN;
            case ANY -> build.multiArch() == MultiArch.ALLOWED;
            default -> arch.equals(build.arch());
        };
    }

    private boolean reachesProvided(Build build, Provision provision, String asker) {
        if (arch.equals(ANY)) {
            return provision.arch().equals(ANY) || build.multiArch() == MultiArch.ALLOWED;
        }
        String wanted = arch.isEmpty() ? asker : arch;
        String provided = provision.arch().isEmpty() ? build.arch() : provision.arch();
        return provided.equals(wanted) || (arch.isEmpty() && build.multiArch() == MultiArch.FOREIGN);
    }
}
