package io.fettle.assessment.rpm;

import io.fettle.api.Reason;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The repositories of a catalog revision that computers of one setup use. Immutable.
 */
final class UsedRepositories {
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
                    .filter(one -> one.isThe(wanted, setup.arch(), platform))
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
