package io.fettle.exchange;

import io.fettle.api.Digest;
import io.fettle.api.Scope;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryIntake;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.mirror.Mirror;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.RepositoryUri;
import io.fettle.protocol.SuiteCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Which mirrored suites concern a computer. Computers with the same repositories share one list, and a computer's
 * repositories are looked up once per inventory, so that an unchanged check-in costs no evaluation. Thread-safe.
 */
@Component(service = Suites.class)
public final class Suites {
    private static final int MAX_LISTS = 10_000;
    /** Before what a repository of dnf is known by; no key of apt's has these. */
    private static final String PLACE = "dnf ";

    private static final String MIRRORED = "dnf-id ";

    /** @param digest as {@link SuiteCodec#digest} names the list */
    record Selection(List<MirroredSuite> basis, List<MirroredSuite> suites, Digest digest) {}

    private final Mirror mirror;
    private final Computers computers;
    private final InventoryIntake inventories;
    private final Map<ComputerId, Known> known = new ConcurrentHashMap<>();
    private final Map<List<String>, Selection> lists = new ConcurrentHashMap<>();

    @Activate
    public Suites(@Reference Mirror mirror, @Reference Computers computers, @Reference InventoryIntake inventories) {
        this.mirror = mirror;
        this.computers = computers;
        this.inventories = inventories;
    }

    /** Empty before the computer's first inventory. */
    Optional<Selection> of(ComputerId computer) {
        Optional<Digest> inventory = inventories.acknowledged(computer);
        if (inventory.isEmpty()) {
            known.remove(computer);
            return Optional.empty();
        }
        Known its = known.get(computer);
        if (its == null || !its.inventory.equals(inventory.get())) {
            its = new Known(inventory.get(), repositories(computer));
            known.put(computer, its);
        }
        return Optional.of(select(its.repositories));
    }

    /** The suites that these uri and suite pairs come from; empty where one of them is not mirrored now. */
    Optional<List<MirroredSuite>> covering(List<Map.Entry<String, String>> wanted) {
        Map<String, MirroredSuite> found = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : wanted) {
            Optional<MirroredSuite> suite = mirror.find(one.getKey(), one.getValue());
            if (suite.isEmpty()) {
                return Optional.empty();
            }
            found.put(one.getKey() + ' ' + one.getValue(), suite.get());
        }
        return Optional.of(List.copyOf(found.values()));
    }

    private Selection select(List<String> repositories) {
        List<MirroredSuite> all = mirror.suites();
        Selection selection = lists.get(repositories);
        if (selection == null || (selection.basis != all && !selection.basis.equals(all))) {
            List<MirroredSuite> own = new ArrayList<>();
            for (MirroredSuite suite : all) {
                if (repositories.contains(RepositoryUri.key(suite.uri(), suite.suite()))
                        || repositories.contains(PLACE + RepositoryUri.normal(suite.uri()))
                        || repositories.contains(MIRRORED + suite.suite())) {
                    own.add(suite);
                }
            }
            selection = new Selection(all, List.copyOf(own), SuiteCodec.digest(own));
            if (lists.size() >= MAX_LISTS) {
                lists.clear();
            }
            lists.put(repositories, selection);
        }
        return selection;
    }

    private List<String> repositories(ComputerId computer) {
        Stream<String> repositories = computers.inventory(computer, Scope.all()).flatMap(Inventory::setup).stream()
                .flatMap(setup -> setup.either(Suites::ofApt, Suites::ofDnf));
        return repositories.sorted().distinct().toList();
    }

    private static Stream<String> ofApt(AptSetup setup) {
        return setup.repositories().stream().map(r -> RepositoryUri.key(r.uri(), r.suite()));
    }

    /** By its uri; one that only has a list of mirrors by its id, which may be another platform's as well. */
    private static Stream<String> ofDnf(RpmSetup setup) {
        return setup.repositories().stream()
                .flatMap(r -> r.baseUrls().isEmpty()
                        ? Stream.of(MIRRORED + r.id())
                        : r.baseUrls().stream().map(uri -> PLACE + RepositoryUri.normal(uri)));
    }

    private record Known(Digest inventory, List<String> repositories) {}
}
