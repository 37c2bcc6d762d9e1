package io.fettle.deployment;

import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Platforms;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.mirror.RepositoryUri;
import io.fettle.version.VersionOrders;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which of the catalog's repositories are a computer's own.
 *
 * @param ecosystem of the computer's packages
 * @param own whether it uses a repository of that ecosystem
 */
record OwnRepositories(String ecosystem, Predicate<CatalogRepository> own) {
    static OwnRepositories of(Inventory inventory) {
        return inventory
                .setup()
                .map(setup -> setup.either(OwnRepositories::ofApt, rpm -> ofDnf(rpm, inventory.facts())))
                .orElseGet(() -> new OwnRepositories(VersionOrders.DEB, repository -> false));
    }

    private static OwnRepositories ofApt(AptSetup setup) {
        Set<String> suites = setup.repositories().stream()
                .map(own -> RepositoryUri.key(own.uri(), own.suite()))
                .collect(Collectors.toUnmodifiableSet());
        return new OwnRepositories(
                VersionOrders.DEB,
                repository -> suites.contains(RepositoryUri.key(repository.uri(), repository.suite())));
    }

    private static OwnRepositories ofDnf(RpmSetup setup, ComputerFacts facts) {
        String platform = Platforms.of(facts);
        return new OwnRepositories(VersionOrders.RPM, repository -> setup.repositories().stream()
                .anyMatch(own -> repository.isThe(own, setup.arch(), platform)));
    }

    boolean has(CatalogRepository repository) {
        return repository.ecosystem().equals(ecosystem) && own.test(repository);
    }
}
