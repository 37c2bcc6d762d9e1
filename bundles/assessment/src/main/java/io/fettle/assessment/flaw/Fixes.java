package io.fettle.assessment.flaw;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an update mends.
 *
 * @param cves ascending
 * @param advisories names of those that speak of it, ascending
 * @param sources ids of the sources that these are from
 * @param worst the rating that counts for the worst of them; empty where nobody rated any
 * @param exploitedSince since when one of them is known to be exploited; empty where none is
 */
public record Fixes(
        List<CveId> cves,
        List<String> advisories,
        List<String> sources,
        Optional<Rating> worst,
        Optional<LocalDate> exploitedSince) {
    public static final Fixes NONE = new Fixes(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    public Fixes {
        cves = List.copyOf(cves);
        advisories = List.copyOf(advisories);
        sources = List.copyOf(sources);
    }

    static Fixes of(Collection<Flaw> flaws, FlawBook book) {
        TreeSet<CveId> cves = new TreeSet<>();
        TreeSet<String> advisories = new TreeSet<>();
        TreeSet<String> sources = new TreeSet<>();
        flaws.forEach(flaw -> {
            flaw.cve().ifPresent(cves::add);
            flaw.advisories().forEach(id -> {
                advisories.add(id.nativeId());
                sources.add(id.sourceId());
            });
        });
        Optional<Rating> worst =
                flaws.stream().flatMap(flaw -> book.rating(flaw).stream()).max(Comparator.comparing(Rating::severity));
        return new Fixes(
                List.copyOf(cves),
                List.copyOf(advisories),
                List.copyOf(sources),
                worst,
                flaws.stream()
                        .flatMap(flaw -> book.exploitedSince(flaw).stream())
                        .min(Comparator.naturalOrder()));
    }

    public boolean isEmpty() {
        return cves.isEmpty() && advisories.isEmpty();
    }

    public Severity severity() {
        return worst.map(Rating::severity).orElse(Severity.UNKNOWN);
    }
}
