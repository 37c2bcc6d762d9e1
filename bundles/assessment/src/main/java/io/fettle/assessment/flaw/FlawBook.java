package io.fettle.assessment.flaw;

import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Advisories.Statement;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.catalog.CatalogDifference;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.version.DebianSource;
import io.fettle.version.VersionOrder;
import io.fettle.version.VersionOrders;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The flaws of one catalog revision. Statements are summed up when somebody first asks, and remembered: there are as many
 * answers as there are packages in the fleet. Thread-safe.
 */
public final class FlawBook {
    private final Advisories advisories;
    private final Carried<Subject, List<Flaw>> bySubject;
    private final Carried<Subject, Map<String, List<Flaw>>> byName;
    private final Carried<CveId, Standing> standings;
    /** Of those that somebody asked for: a few that say something, and many that do not. */
    private final Map<AdvisoryId, Set<Aftermath>> aftermaths = new ConcurrentHashMap<>();

    private volatile @Nullable Set<Subject> spokenOf;

    public FlawBook(Advisories advisories) {
        this(advisories, new Carried<>(), new Carried<>(), new Carried<>());
    }

    private FlawBook(
            Advisories advisories,
            Carried<Subject, List<Flaw>> bySubject,
            Carried<Subject, Map<String, List<Flaw>>> byName,
            Carried<CveId, Standing> standings) {
        this.advisories = advisories;
        this.bySubject = bySubject;
        this.byName = byName;
        this.standings = standings;
    }

    /** The same by a later revision's advisories, of which only what the difference names reads differently. */
    public FlawBook after(Advisories next, CatalogDifference difference) {
        return new FlawBook(
                next,
                bySubject.without(difference.subjects()),
                byName.without(difference.subjects()),
                standings.without(difference.vulnerabilities()));
    }

    /** How much one CVE weighs, whatever product it is in. */
    private record Standing(List<Rating> ratings, Optional<LocalDate> exploitedSince, double prediction) {}

    /** Whether anybody speaks of packages of this platform; of all others nothing is known. */
    public boolean knows(String platform) {
        return advisories.platforms().contains(platform);
    }

    public Advisories advisories() {
        return advisories;
    }

    /** Order of the subject's versions; empty for an ecosystem without one, whose statements say nothing. */
    public static Optional<VersionOrder> orderOf(Subject subject) {
        return VersionOrders.find(subject.ecosystem());
    }

    public List<Flaw> of(Subject subject) {
        if (!spokenOf().contains(subject)) {
            return List.of();
        }
        return bySubject.of(subject, s -> orderOf(s)
                .map(order -> FlawsOfSubject.of(advisories.about(s), order))
                .orElse(List.of()));
    }

    /** Most packages of a fleet nobody ever speaks of; nothing is remembered of those. */
    private Set<Subject> spokenOf() {
        Set<Subject> known = spokenOf;
        if (known == null) {
            Collection<Subject> subjects = advisories.subjects();
            known = subjects instanceof Set<Subject> set ? set : Set.copyOf(subjects);
            spokenOf = known;
        }
        return known;
    }

    /** The flaw of this name in this package, once for each stream of a module that has it. */
    public List<Flaw> find(Subject subject, String name) {
        if (!spokenOf().contains(subject)) {
            return List.of();
        }
        return byName.of(subject, s -> of(s).stream().collect(Collectors.groupingBy(Flaw::name)))
                .getOrDefault(name, List.of());
    }

    /** What an installed item is called in statements, and by which version it is judged there. */
    public static List<Called> names(SoftwareItem item, String platform) {
        List<Called> names = new ArrayList<>(2);
        source(item)
                .ifPresent(source -> names.add(new Called(
                        new Subject(item.ecosystem(), platform, PackageLevel.SOURCE, source.name()),
                        source.version())));
        names.add(
                new Called(new Subject(item.ecosystem(), platform, PackageLevel.BINARY, item.name()), item.version()));
        return names;
    }

    private static Optional<DebianSource> source(SoftwareItem item) {
        return item.ecosystem().equals(VersionOrders.DEB)
                ? DebianSource.tracked(item.sourceName(), item.sourceVersion(), item.version())
                : Optional.of(new DebianSource(item.sourceName(), item.sourceVersion()));
    }

    /** @param version of the item, at the level of the subject */
    public record Called(Subject subject, String version) {}

    /** What installing a version in place of another would mend. */
    public Fixes between(SoftwareItem installed, SoftwareItem candidate, String platform) {
        if (!knows(platform)) {
            return Fixes.NONE;
        }
        List<Flaw> mended = new ArrayList<>();
        List<Called> after = names(candidate, platform);
        for (Called before : names(installed, platform)) {
            Optional<String> to = after.stream()
                    .filter(called -> called.subject().equals(before.subject()))
                    .map(Called::version)
                    .findFirst();
            if (to.isPresent()) {
                of(before.subject()).stream()
                        .filter(flaw -> concerns(flaw, installed))
                        .filter(flaw -> flaw.goesBetween(
                                before.version(),
                                to.get(),
                                orderOf(before.subject()).orElseThrow()))
                        .forEach(mended::add);
            }
        }
        return mended.isEmpty() ? Fixes.NONE : Fixes.of(mended, this);
    }

    /** What it mends to do what these statements, all on one package, ask for. */
    public Fixes mended(Collection<Statement> statements, VersionOrder order) {
        return statements.isEmpty() ? Fixes.NONE : Fixes.of(FlawsOfSubject.of(statements, order), this);
    }

    /** Whether the flaw, in its architectures and its kind of build, is about this item where its module is active. */
    public static boolean concerns(Flaw flaw, SoftwareItem item) {
        return (flaw.arches().isEmpty() || flaw.arches().contains(item.arch()))
                && flaw.isOfBuild(Modularity.isModular(item));
    }

    /** The vendor's rating for the package first, then what counts for the flaw as a whole; empty where nobody rated. */
    public Optional<Rating> rating(Flaw flaw) {
        List<Rating> ratings = new ArrayList<>();
        flaw.rating().ifPresent(ratings::add);
        flaw.cve().ifPresent(cve -> ratings.addAll(standing(cve).ratings()));
        flaw.advisories().stream()
                .filter(id -> flaw.cve().isEmpty())
                .forEach(id -> advisories.find(id).ifPresent(advisory -> ratings.addAll(advisory.ratings())));
        return Rating.effective(ratings);
    }

    /** What the vendor suggests to do after its patches are installed; nothing of an advisory that is not here. */
    public Set<Aftermath> aftermath(AdvisoryId id) {
        return aftermaths.computeIfAbsent(id, one -> advisories
                .find(one)
                .map(advisory -> Set.copyOf(advisory.aftermath()))
                .orElse(Set.of()));
    }

    public Optional<LocalDate> exploitedSince(Flaw flaw) {
        return flaw.cve().flatMap(cve -> standing(cve).exploitedSince());
    }

    public boolean exploited(CveId cve) {
        return standing(cve).exploitedSince().isPresent();
    }

    /** 0 to 1; 0 where nobody predicts anything. */
    public double prediction(CveId cve) {
        return standing(cve).prediction();
    }

    /** The rating of the flaw as a whole. */
    public Optional<Rating> rating(CveId cve) {
        return Rating.effective(standing(cve).ratings());
    }

    /** Of the worst of its flaws in packages, by their own ratings first. */
    public Severity severity(CveId cve, Collection<Flaw> flaws) {
        return flaws.stream()
                .flatMap(flaw -> rating(flaw).stream())
                .map(Rating::severity)
                .max(Comparator.naturalOrder())
                .or(() -> rating(cve).map(Rating::severity))
                .orElse(Severity.UNKNOWN);
    }

    private Standing standing(CveId cve) {
        return standings.of(cve, c -> {
            Optional<Vulnerability> known = advisories.vulnerability(c);
            return new Standing(
                    known.map(Vulnerability::ratings).orElse(List.of()),
                    known.flatMap(Vulnerability::exploited).map(KnownExploited::added),
                    known.flatMap(Vulnerability::prediction)
                            .map(ExploitPrediction::score)
                            .orElse(0.0));
        });
    }
}
