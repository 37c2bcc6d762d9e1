package io.fettle.assessment.rpm;

import io.fettle.api.Reason;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.verdict.ReleaseLine;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.version.RpmVersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says what dnf would upgrade on computers of one setup, by one catalog revision: of all that is newer and not kept away what
 * comes from the repository of the best priority, and of that the newest. Immutable.
 */
public final class RpmCandidates {
    private static final String NOARCH = "noarch";
    private static final RpmVersionOrder ORDER = RpmVersionOrder.INSTANCE;

    private final RpmSetup setup;
    private final Catalog.Revision revision;
    private final UsedRepositories used;
    private final Filters filters;
    private final Set<String> modules;

    /** @param platform of the computers, named as in OSV; empty where it has no such name */
    public RpmCandidates(RpmSetup setup, Catalog.Revision revision, String platform) {
        this.setup = setup;
        this.revision = revision;
        this.used = UsedRepositories.of(setup, revision, platform);
        this.filters = new Filters(setup);
        this.modules = Set.copyOf(setup.modules());
    }

    /**
     * What there is for an installed package.
     *
     * @param keptAway why it is not taken; empty where it would be
     */
    public record Candidate(AvailablePackage offer, RpmRepository repository, Optional<Reason> keptAway) {}

    /** Numbers of the catalog's repositories that these computers use. */
    public Set<Integer> repositories() {
        return used.numbers();
    }

    /** Where versions for these computers follow one another, see {@link ReleaseLine}. */
    Set<String> lines() {
        Set<String> lines = new HashSet<>();
        for (int number : used.numbers()) {
            CatalogRepository repository = revision.repositories().get(number);
            lines.add(ReleaseLine.of(repository, ""));
            modules.forEach(module -> lines.add(ReleaseLine.of(repository, module)));
        }
        return lines;
    }

    /** What these computers use and the catalog does not have, and what is not known of how they are set up. */
    public List<Reason> gaps() {
        List<Reason> gaps = new ArrayList<>(used.gaps());
        if (!setup.locksKnown()) {
            gaps.add(Reason.of("finding.locks_unknown"));
        }
        return List.copyOf(gaps);
    }

    /** Whether the statement of a module is about these computers. @param module {@code name:stream}, or empty */
    public boolean hasModule(String module) {
        return module.isEmpty() || modules.contains(module);
    }

    /**
     * Empty where nothing newer is there, and nothing that takes its place. Of a package that is installed several times ask
     * for the newest only.
     */
    public Optional<Candidate> find(SoftwareItem item) {
        List<Candidate> all = new ArrayList<>(successors(item));
        all.addAll(newer(item));
        return best(item, all.stream().filter(one -> one.keptAway().isEmpty()).toList())
                .or(() -> best(item, all));
    }

    /** What could be installed instead, newest first: newer than the item, older than the offer, and not kept away. */
    public List<Candidate> olderThan(AvailablePackage target, SoftwareItem item) {
        if (!target.name().equals(item.name())) {
            return List.of();
        }
        Map<String, Candidate> byVersion = new TreeMap<>(ORDER.reversed());
        for (Candidate one : newer(item)) {
            boolean older = ORDER.compare(one.offer().version(), target.version()) < 0;
            if (older && one.keptAway().isEmpty() && one.offer().arch().equals(target.arch())) {
                byVersion.putIfAbsent(one.offer().version(), one);
            }
        }
        return byVersion.values().stream().limit(Verdict.MOST_OLDER).toList();
    }

    /** What there is to say of this very offer for the item. */
    Optional<Candidate> find(SoftwareItem item, AvailablePackage offer) {
        return newer(item).stream()
                .filter(one -> one.offer().equals(offer))
                .findFirst()
                .or(() -> find(item));
    }

    private Optional<Candidate> best(SoftwareItem item, List<Candidate> candidates) {
        return candidates.stream()
                .min(Comparator.<Candidate, Boolean>comparing(
                                one -> one.offer().name().equals(item.name()))
                        .thenComparing(one -> one.repository().priority())
                        .thenComparing(one -> one.offer().version(), ORDER.reversed())
                        .thenComparing(one -> !one.offer().arch().equals(item.arch()))
                        .thenComparing(one -> !one.offer().arch().equals(setup.arch()))
                        .thenComparing(one -> one.offer().arch())
                        .thenComparing(one -> one.offer().name()));
    }

    private List<Candidate> newer(SoftwareItem item) {
        List<AvailablePackage> all = offered(item.name());
        return all.stream()
                .filter(offer -> ORDER.compare(offer.version(), item.version()) > 0 && fits(offer.arch(), item.arch()))
                .flatMap(offer -> candidate(offer, all, item).stream())
                .toList();
    }

    /** Packages of other names that take the item's place. */
    private List<Candidate> successors(SoftwareItem item) {
        if (!setup.obsoletes()) {
            return List.of();
        }
        return revision.obsoleting(item.name()).stream()
                .filter(offer -> Obsoletion.between(offer, item))
                .filter(offer -> used.find(offer.repository()).isPresent())
                .filter(offer -> fits(offer.arch(), item.arch()))
                .flatMap(offer -> candidate(offer, offered(offer.name()), item).stream())
                .map(one -> filters.lockOn(item)
                        .map(lock -> new Candidate(one.offer(), one.repository(), Optional.of(lock)))
                        .orElse(one))
                .toList();
    }

    private List<AvailablePackage> offered(String name) {
        return revision.versionsOf(name).stream()
                .filter(offer -> used.find(offer.repository()).isPresent())
                .toList();
    }

    /** @param sameName all that these computers are offered under the name */
    private Optional<Candidate> candidate(AvailablePackage offer, List<AvailablePackage> sameName, SoftwareItem item) {
        RpmRepository repository = used.find(offer.repository()).orElseThrow();
        boolean modular = sameName.stream().anyMatch(one -> !one.module().isEmpty() && hasModule(one.module()));
        if (!isOfActiveModule(offer, repository, modular)) {
            return Optional.empty();
        }
        Set<Nevra> known = new HashSet<>(Set.of(Nevra.of(item)));
        sameName.forEach(one -> known.add(Nevra.of(one)));
        return Optional.of(new Candidate(offer, repository, filters.against(offer, repository, known)));
    }

    /** A package may become one for all architectures, and the other way round. */
    private boolean fits(String offered, String installed) {
        return offered.equals(installed)
                || offered.equals(NOARCH)
                || (installed.equals(NOARCH) && offered.equals(setup.arch()));
    }

    /**
     * Packages of a module count where their stream is active, and then they alone under their name.
     *
     * @param modular whether an active module has packages of this name
     */
    private boolean isOfActiveModule(AvailablePackage offer, RpmRepository repository, boolean modular) {
        if (repository.moduleHotfixes()) {
            return true;
        }
        return offer.module().isEmpty() ? !modular : hasModule(offer.module());
    }
}
