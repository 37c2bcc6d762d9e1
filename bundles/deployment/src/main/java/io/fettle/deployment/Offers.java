package io.fettle.deployment;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.mirror.RepositoryUri;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a computer's own repositories offer, as of one catalog revision, and what of it is declined for it. */
final class Offers {
    private final Catalog.Revision revision;
    private final Set<String> suites;
    private final Predicate<PatchId> declined;

    private Offers(Catalog.Revision revision, Set<String> suites, Predicate<PatchId> declined) {
        this.revision = revision;
        this.suites = suites;
        this.declined = declined;
    }

    static Offers to(Optional<AptSetup> setup, Catalog.Revision revision, Predicate<PatchId> declined) {
        Set<String> suites = setup.map(AptSetup::repositories).stream()
                .flatMap(r -> r.stream().map((AptRepository a) -> RepositoryUri.key(a.uri(), a.suite())))
                .collect(Collectors.toUnmodifiableSet());
        return new Offers(revision, suites, declined);
    }

    Optional<AvailablePackage> find(String name, String arch, String version) {
        return revision.versionsOf(name).stream()
                .filter(p -> p.arch().equals(arch) && p.version().equals(version) && own(p))
                .findFirst();
    }

    boolean declines(AvailablePackage offered) {
        return declined.test(offered.patchId());
    }

    boolean declines(Step step) {
        return find(step.name(), step.arch(), step.to()).filter(this::declines).isPresent();
    }

    /** Whether this very content is still offered. */
    boolean has(Step step) {
        return find(step.name(), step.arch(), step.to())
                .filter(p -> p.digest().equals(step.digest()))
                .isPresent();
    }

    Step step(AvailablePackage offered, Optional<String> from) {
        CatalogRepository repository = revision.repositories().get(offered.repository());
        return new Step(
                offered.name(),
                offered.arch(),
                from,
                offered.version(),
                repository.uri(),
                repository.suite(),
                offered.component(),
                offered.path(),
                offered.size(),
                offered.digest());
    }

    private boolean own(AvailablePackage offered) {
        CatalogRepository repository = revision.repositories().get(offered.repository());
        return suites.contains(RepositoryUri.key(repository.uri(), repository.suite()));
    }
}
