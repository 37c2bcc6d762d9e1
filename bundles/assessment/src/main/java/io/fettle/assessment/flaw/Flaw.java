package io.fettle.assessment.flaw;

import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.Rating;
import io.fettle.version.VersionOrder;
import java.util.List;
import java.util.Optional;

/**
 * One flaw in one package of one platform, as all statements together have it; of a package of modules, those on one stream.
 *
 * @param name of the CVE, or of the advisory where that names none
 * @param fixed present if and only if FIXED
 * @param rating the vendor's for this package
 * @param arches empty for all
 * @param module {@code name:stream} that has to be active on a computer; empty where the package is of no module
 * @param advisories that speak of it here
 * @param note the vendor's own word
 */
public record Flaw(
        String name,
        Optional<CveId> cve,
        FixStatus status,
        Optional<String> fixed,
        Optional<Rating> rating,
        List<String> arches,
        String module,
        List<AdvisoryId> advisories,
        String note) {
    public Flaw {
        arches = List.copyOf(arches);
        advisories = List.copyOf(advisories);
    }

    /** Whether this version has it; false also where the vendor does not know yet. */
    public boolean isIn(String version, VersionOrder order) {
        return switch (status) {
            case FIXED -> order.compare(version, fixed.orElseThrow()) < 0;
            case AFFECTED, WONT_FIX, END_OF_LIFE -> true;
            case UNDER_INVESTIGATION, NOT_AFFECTED -> false;
        };
    }

    /** Whether it may be in builds for a module, as opposed to builds for the platform itself. */
    public boolean isOfBuild(boolean modular) {
        boolean fixedModular = fixed.filter(Modularity::isModular).isPresent();
        // Somebody may build the packages of a module in the plain way.
        return modular == fixedModular || (!module.isEmpty() && !fixedModular);
    }

    /** Whether going from one version to the other gets rid of it. */
    public boolean goesBetween(String from, String to, VersionOrder order) {
        return isIn(from, order) && !isIn(to, order);
    }
}
