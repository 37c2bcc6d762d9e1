package io.fettle.api.catalog;

import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import java.util.Set;

/**
 * What reads differently in one revision of the catalog than in an earlier one. Of all else both say the same: the
 * repositories are the same ones in the same order; only their dates and the metadata behind them may be others.
 *
 * @param everything whether nobody knows, or it is too much to name; the sets are empty then
 * @param packages names of packages of which other versions are offered, or something else takes their place
 * @param subjects packages that statements of advisories are others about
 * @param vulnerabilities flaws whose ratings, exploitation, prediction or advisories are others
 */
public record CatalogDifference(
        boolean everything, Set<String> packages, Set<Affected.Subject> subjects, Set<CveId> vulnerabilities) {
    /** Nothing is known to be the same. */
    public static final CatalogDifference EVERYTHING = new CatalogDifference(true, Set.of(), Set.of(), Set.of());

    public CatalogDifference {
        packages = Set.copyOf(packages);
        subjects = Set.copyOf(subjects);
        vulnerabilities = Set.copyOf(vulnerabilities);
    }

    /** Something that has a name. */
    public static CatalogDifference of(
            Set<String> packages, Set<Affected.Subject> subjects, Set<CveId> vulnerabilities) {
        return new CatalogDifference(false, packages, subjects, vulnerabilities);
    }
}
