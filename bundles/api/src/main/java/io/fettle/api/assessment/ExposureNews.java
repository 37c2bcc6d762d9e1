package io.fettle.api.assessment;

import io.fettle.api.Scope;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That a revision of the catalog exposed computers which were not exposed before, or that what they are exposed to is known
 * to be exploited now. What a computer installs or reports is no news of this kind; who had not
 * reported for a day when the revision came is told of when it reports again, unless the server was restarted meanwhile.
 *
 * @param id grows; may have gaps
 * @param cve empty where the news is about several, too many to be told one by one
 * @param vulnerabilities how many it is about; in an office or several at least so many
 * @param newly computers that were not exposed to it before
 * @param exposed all computers that are exposed to it, as of then
 * @param severity of the worst, as it was rated for the packages here
 * @param exploited whether one of them was known to be exploited
 * @param offices where the computers are; offices without any are left out
 */
public record ExposureNews(
        long id,
        Kind kind,
        Optional<CveId> cve,
        int vulnerabilities,
        long newly,
        long exposed,
        Severity severity,
        boolean exploited,
        long catalogRevision,
        Instant at,
        List<InOffice> offices) {
    /** Of all that is kept; the oldest go first. */
    public static final int MAX_KEPT = 10_000;

    public ExposureNews {
        offices = List.copyOf(offices);
    }

    /** What happened. */
    public enum Kind {
        /** Computers are exposed that were not. */
        EXPOSED,
        /** It became known to be exploited, and computers were exposed already. */
        EXPLOITED,
        /** The catalog changed while nobody compared; computers may have been exposed longer. */
        MISSED
    }

    /** The same counts, of one office. */
    public record InOffice(String office, long newly, long exposed, int vulnerabilities) {}

    /** What somebody may know of it; empty where that is nothing. */
    public Optional<ExposureNews> within(Scope scope) {
        if (scope.everything()) {
            return Optional.of(this);
        }
        List<InOffice> seen =
                offices.stream().filter(one -> scope.sees(one.office())).toList();
        long seenNewly = seen.stream().mapToLong(InOffice::newly).sum();
        long seenExposed = seen.stream().mapToLong(InOffice::exposed).sum();
        if (kind == Kind.EXPOSED ? seenNewly == 0 : seenExposed == 0) {
            return Optional.empty();
        }
        int several = seen.stream().mapToInt(InOffice::vulnerabilities).max().orElse(0);
        return Optional.of(new ExposureNews(
                id,
                kind,
                cve,
                cve.isPresent() ? 1 : several,
                seenNewly,
                seenExposed,
                severity,
                exploited,
                catalogRevision,
                at,
                seen));
    }
}
