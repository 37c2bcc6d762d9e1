package io.fettle.deployment;

import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Platforms;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.mirror.RepositoryUri;
import io.fettle.version.VersionOrders;
import java.util.Arrays;
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
    private static final Set<String> ARCHES = Set.of(
            "x86_64", "aarch64", "ppc64le", "s390x", "riscv64", "i386", "i686", "armhfp", "armv7hl", "loongarch64");

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
                .anyMatch(own -> isMeant(own, repository, setup.arch(), platform)));
    }

    /** As findings see it: by its uri; one that only has a list of mirrors by its id, on the same platform. */
    private static boolean isMeant(RpmRepository own, CatalogRepository one, String arch, String platform) {
        if (!own.baseUrls().isEmpty()) {
            String uri = RepositoryUri.normal(one.uri());
            return own.baseUrls().stream().map(RepositoryUri::normal).anyMatch(uri::equals);
        }
        return one.suite().equals(own.id())
                && (one.origin() + ':' + one.version()).equals(platform)
                && Arrays.stream(one.uri().split("/")).filter(ARCHES::contains).allMatch(arch::equals);
    }

    boolean has(CatalogRepository repository) {
        return repository.ecosystem().equals(ecosystem) && own.test(repository);
    }
}
