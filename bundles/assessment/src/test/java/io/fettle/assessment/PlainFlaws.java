package io.fettle.assessment;

import io.fettle.api.advisory.Advisories.Statement;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.testkit.catalog.SampleAdvisories;
import io.fettle.version.DpkgVersionOrder;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a catalog's advisories come to for one source package, written down a second time as far as tests use it: the
 * advisory that is called like the CVE counts, and where there is none the bulletin that asks for the newest version.
 */
final class PlainFlaws {
    private static final DpkgVersionOrder ORDER = DpkgVersionOrder.INSTANCE;

    private final SampleAdvisories advisories;
    /** It is asked for each computer of a fleet, and the advisories are slow. */
    private final Map<Affected.Subject, List<Flaw>> known = new HashMap<>();

    PlainFlaws(SampleAdvisories advisories) {
        this.advisories = advisories;
    }

    record Flaw(CveId cve, Affected affected) {
        boolean isIn(String version) {
            return affected.status() == FixStatus.FIXED
                    && ORDER.compare(version, affected.fixed().orElseThrow()) < 0;
        }
    }

    List<Flaw> of(String platform, String source) {
        Map<CveId, Statement> deciding = new LinkedHashMap<>();
        for (Statement next : advisories.about(new Affected.Subject("deb", platform, PackageLevel.SOURCE, source))) {
            for (CveId cve : next.cves()) {
                deciding.merge(cve, next, (known, other) -> counts(other, known, cve) ? other : known);
            }
        }
        return deciding.entrySet().stream()
                .map(entry -> new Flaw(entry.getKey(), entry.getValue().affected()))
                .toList();
    }

    private static boolean counts(Statement one, Statement before, CveId cve) {
        if (isDirect(one, cve) != isDirect(before, cve)) {
            return isDirect(one, cve);
        }
        return ORDER.compare(
                        one.affected().fixed().orElseThrow(),
                        before.affected().fixed().orElseThrow())
                > 0;
    }

    private static boolean isDirect(Statement statement, CveId cve) {
        return statement.advisory().nativeId().equals(cve.value());
    }

    /** The vendor's for the package before what is said of the flaw as a whole. */
    Severity severity(Flaw flaw) {
        return flaw.affected()
                .rating()
                .or(() -> advisories.about(flaw.cve()).stream()
                        .flatMap(published -> published.advisory().ratings().stream())
                        .findFirst())
                .map(Rating::severity)
                .orElse(Severity.UNKNOWN);
    }

    Optional<LocalDate> exploited(List<Flaw> mended) {
        return mended.stream()
                .flatMap(flaw -> advisories.vulnerability(flaw.cve()).stream())
                .flatMap(vulnerability -> vulnerability.exploited().stream())
                .map(KnownExploited::added)
                .min(LocalDate::compareTo);
    }
}
