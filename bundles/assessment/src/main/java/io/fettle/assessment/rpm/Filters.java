package io.fettle.assessment.rpm;

import io.fettle.api.Reason;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.SoftwareItem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The patterns of a setup: what an owner keeps away from a computer, by dnf's excludes or by versionlock. Immutable. */
final class Filters {
    private static final String EXCLUDING = "!";

    private final List<NevraPattern> excludes;
    private final List<NevraPattern> includes;
    private final Map<String, Own> repositories = new HashMap<>();
    private final List<NevraPattern> locks;
    private final List<NevraPattern> lockedOut;

    Filters(RpmSetup setup) {
        excludes = patterns(setup.excludes());
        includes = patterns(setup.includes());
        for (RpmRepository repository : setup.repositories()) {
            repositories.put(
                    repository.id(), new Own(patterns(repository.excludes()), patterns(repository.includes())));
        }
        locks = patterns(setup.locks().stream()
                .filter(lock -> !lock.startsWith(EXCLUDING))
                .toList());
        lockedOut = patterns(setup.locks().stream()
                .filter(lock -> lock.startsWith(EXCLUDING))
                .map(lock -> lock.substring(EXCLUDING.length()))
                .toList());
    }

    /** Those of one repository. */
    private record Own(List<NevraPattern> excludes, List<NevraPattern> includes) {}

    private static List<NevraPattern> patterns(List<String> texts) {
        return texts.stream().map(NevraPattern::of).toList();
    }

    /**
     * Why the package is not taken; empty where it may be.
     *
     * @param sameName all packages of its name that there are, installed ones too
     */
    Optional<Reason> against(AvailablePackage offer, RpmRepository repository, Collection<Nevra> sameName) {
        Nevra nevra = Nevra.of(offer);
        Own own = repositories.getOrDefault(repository.id(), new Own(List.of(), List.of()));
        return excluded(nevra, excludes, "finding.excluded", repository.id())
                .or(() -> excluded(nevra, own.excludes(), "finding.excluded_in", repository.id()))
                .or(() -> leftOut(nevra, own, repository.id()))
                .or(() -> excluded(nevra, lockedOut, "finding.locked", repository.id()))
                .or(() -> locked(nevra, sameName))
                .or(() -> takesPlaceOfLocked(offer));
    }

    private static Optional<Reason> excluded(Nevra nevra, List<NevraPattern> patterns, String code, String id) {
        return patterns.stream()
                .filter(pattern -> pattern.takes(nevra))
                .findFirst()
                .map(pattern -> Reason.of(code, "pattern", pattern.text(), "repository", id));
    }

    /** Whichever list of includes there is has to have it. */
    private Optional<Reason> leftOut(Nevra nevra, Own own, String id) {
        boolean any = !includes.isEmpty() || !own.includes().isEmpty();
        boolean taken = includes.stream().anyMatch(pattern -> pattern.takes(nevra))
                || own.includes().stream().anyMatch(pattern -> pattern.takes(nevra));
        return any && !taken ? Optional.of(Reason.of("finding.not_included", "repository", id)) : Optional.empty();
    }

    /** A name that is locked has its locked versions only. */
    private Optional<Reason> locked(Nevra nevra, Collection<Nevra> sameName) {
        Optional<NevraPattern> first = Optional.empty();
        for (NevraPattern lock : locks) {
            if (!lock.mayBeAbout(nevra.name())) {
                continue;
            }
            List<NevraPattern.Form> forms = lock.among(sameName);
            if (forms.stream().anyMatch(form -> form.takes(nevra))) {
                return Optional.empty();
            }
            boolean named = forms.stream().anyMatch(form -> FileGlob.matches(form.name(), nevra.name()));
            first = first.isEmpty() && named ? Optional.of(lock) : first;
        }
        return first.map(lock -> Reason.of("finding.locked", "pattern", lock.text(), "repository", ""));
    }

    /** Nothing may take the place of a locked version. */
    private Optional<Reason> takesPlaceOfLocked(AvailablePackage offer) {
        for (String text : offer.obsoletes()) {
            Obsoletion obsoletion = Obsoletion.of(text);
            for (NevraPattern lock : locks) {
                boolean taken = lock.about(obsoletion.name())
                        .filter(form ->
                                form.exactVersion().map(obsoletion::takes).orElse(true))
                        .isPresent();
                if (taken) {
                    return Optional.of(Reason.of("finding.locked", "pattern", lock.text(), "repository", ""));
                }
            }
        }
        return Optional.empty();
    }

    /** What locks the installed package to its version: then nothing may take its place. */
    Optional<Reason> lockOn(SoftwareItem item) {
        Nevra nevra = Nevra.of(item);
        return locks.stream()
                .filter(lock -> lock.takes(nevra))
                .findFirst()
                .map(lock -> Reason.of("finding.locked", "pattern", lock.text(), "repository", ""));
    }
}
