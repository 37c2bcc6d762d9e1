package io.fettle.deployment;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.Inventory;
import io.fettle.version.VersionOrder;
import io.fettle.version.VersionOrders;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a computer's own repositories offer, as of one catalog revision, and what of it is declined for it. */
final class Offers {
    private final Catalog.Revision revision;
    private final String ecosystem;
    private final Set<Integer> own;
    private final Predicate<PatchId> declined;

    private Offers(Catalog.Revision revision, String ecosystem, Set<Integer> own, Predicate<PatchId> declined) {
        this.revision = revision;
        this.ecosystem = ecosystem;
        this.own = own;
        this.declined = declined;
    }

    static Offers to(Inventory inventory, Catalog.Revision revision, Predicate<PatchId> declined) {
        OwnRepositories own = OwnRepositories.of(inventory);
        Set<Integer> numbers = revision.repositories().stream()
                .filter(own::has)
                .map(CatalogRepository::number)
                .collect(Collectors.toUnmodifiableSet());
        return new Offers(revision, own.ecosystem(), numbers, declined);
    }

    /** Of the computer's packages: {@code deb}, {@code rpm}. */
    String ecosystem() {
        return ecosystem;
    }

    VersionOrder versions() {
        return VersionOrders.find(ecosystem).orElseThrow();
    }

    Optional<AvailablePackage> find(PatchId patch) {
        return revision.find(patch).flatMap(known -> find(known.name(), known.arch(), known.version()));
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
        return own.contains(offered.repository());
    }
}
