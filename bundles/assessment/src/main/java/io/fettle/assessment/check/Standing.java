package io.fettle.assessment.check;

import io.fettle.api.advisory.CveId;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.lifecycle.Release;
import io.fettle.assessment.verdict.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that evaluation says of one computer, in terms that do not depend on how it was found out.
 *
 * @param missing patches that it misses
 * @param superseded patches that it could have instead of newer ones
 * @param exposures of the flaws that were asked for those that concern it; in one state each where all is well
 * @param setups its kind's, and {@code platforms}, {@code releases} and {@code offices}: one at most where all is well
 */
public record Standing(
        Set<SoftwareItem> items,
        Set<PatchId> missing,
        Set<PatchId> superseded,
        Map<CveId, Set<ExposureState>> exposures,
        Tally tally,
        Set<PackageSetup> setups,
        Set<String> platforms,
        Set<Release> releases,
        Set<String> offices,
        Set<String> groups) {
    /** Of a computer that does not count. */
    static final Standing NONE = new Standing(
            Set.of(), Set.of(), Set.of(), Map.of(), Tally.NONE, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    /** Names of the parts that differ. */
    List<String> differing(Standing other) {
        List<String> parts = new ArrayList<>();
        add(parts, "items", items.equals(other.items));
        add(parts, "missing", missing.equals(other.missing));
        add(parts, "superseded", superseded.equals(other.superseded));
        add(parts, "exposures", exposures.equals(other.exposures));
        add(parts, "counts", tally.equals(other.tally));
        add(parts, "setup", setups.equals(other.setups));
        add(parts, "platform", platforms.equals(other.platforms));
        add(parts, "release", releases.equals(other.releases));
        add(parts, "office", offices.equals(other.offices));
        add(parts, "groups", groups.equals(other.groups));
        return parts;
    }

    private static void add(List<String> parts, String part, boolean same) {
        if (!same) {
            parts.add(part);
        }
    }
}
