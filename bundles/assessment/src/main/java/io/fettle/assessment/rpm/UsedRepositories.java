package io.fettle.assessment.rpm;

import io.fettle.api.Reason;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.mirror.RepositoryUri;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The repositories of a catalog revision that computers of one setup use. One with a uri is the one of that uri. Where a
 * computer only has a list of mirrors, its repository's id stands for it, on the same platform and architecture. Immutable.
 */
final class UsedRepositories {
    private static final String RPM = "rpm";
    private static final Set<String> ARCHES = Set.of(
            "x86_64", "aarch64", "ppc64le", "s390x", "riscv64", "i386", "i686", "armhfp", "armv7hl", "loongarch64");

    private final Map<Integer, RpmRepository> byNumber;
    private final List<Reason> gaps;

    private UsedRepositories(Map<Integer, RpmRepository> byNumber, List<Reason> gaps) {
        this.byNumber = byNumber;
        this.gaps = gaps;
    }

    static UsedRepositories of(RpmSetup setup, Catalog.Revision revision, String platform) {
        Map<Integer, RpmRepository> byNumber = new LinkedHashMap<>();
        List<Reason> gaps = new ArrayList<>();
        for (RpmRepository wanted : setup.repositories()) {
            Optional<CatalogRepository> found = revision.repositories().stream()
                    .filter(one -> one.ecosystem().equals(RPM))
                    .filter(one -> isMeant(wanted, one, setup.arch(), platform))
                    .findFirst();
            found.ifPresent(one -> byNumber.putIfAbsent(one.number(), wanted));
            if (found.isEmpty()) {
                String uri = wanted.baseUrls().isEmpty()
                        ? wanted.mirrors()
                        : wanted.baseUrls().get(0);
                gaps.add(Reason.of("finding.repository_not_in_catalog", "uri", uri, "suite", wanted.id()));
            }
        }
        return new UsedRepositories(Map.copyOf(byNumber), List.copyOf(gaps));
    }

    private static boolean isMeant(RpmRepository wanted, CatalogRepository one, String arch, String platform) {
        if (!wanted.baseUrls().isEmpty()) {
            String uri = RepositoryUri.normal(one.uri());
            return wanted.baseUrls().stream().map(RepositoryUri::normal).anyMatch(uri::equals);
        }
        return one.suite().equals(wanted.id())
                && (one.origin() + ':' + one.version()).equals(platform)
                && Arrays.stream(one.uri().split("/")).filter(ARCHES::contains).allMatch(arch::equals);
    }

    /** The computer's own words on the catalog's repository of this number; empty where it does not use that. */
    Optional<RpmRepository> find(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    Set<Integer> numbers() {
        return byNumber.keySet();
    }

    /** What these computers use and the catalog does not have. */
    List<Reason> gaps() {
        return gaps;
    }
}
