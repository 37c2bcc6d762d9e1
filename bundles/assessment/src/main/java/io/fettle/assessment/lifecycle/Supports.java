package io.fettle.assessment.lifecycle;

import io.fettle.api.policy.HealthPolicy;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Until when what computers run is supported, by one policy: the admin's word counts before the published table, and that
 * before what the computer says, because an old image knows nothing of a prolongation. Immutable.
 */
public final class Supports {
    private final SupportTable table;
    private final Map<String, LocalDate> ends;
    private final boolean longTermCounts;

    public Supports(SupportTable table, HealthPolicy policy) {
        this.table = table;
        ends = policy.platformEnds();
        longTermCounts = policy.longTermSupport();
    }

    /** Empty where nobody says anything about the platform. */
    public Optional<Support> of(Release release) {
        return admin(release).or(() -> published(release)).or(() -> own(release));
    }

    private Optional<Support> admin(Release release) {
        return Optional.ofNullable(ends.get(release.platform()))
                .map(end -> new Support(release.platform(), end, Support.Word.ADMIN, Optional.empty()));
    }

    private Optional<Support> published(Release release) {
        return table.find(release.platform())
                .map(row -> new Support(
                        release.platform(), row.end(longTermCounts), Support.Word.PUBLISHED, row.extended()));
    }

    private static Optional<Support> own(Release release) {
        return release.ownWord()
                .map(end -> new Support(release.platform(), end, Support.Word.COMPUTER, Optional.empty()));
    }

    public boolean isEnded(Release release, LocalDate today) {
        return of(release).filter(support -> support.isEnded(today)).isPresent();
    }

    /** The day as of which the published table was compiled. */
    public LocalDate asOf() {
        return table.asOf();
    }
}
