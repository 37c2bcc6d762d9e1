package io.fettle.approval;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Approvals.Filter;
import io.fettle.api.approval.Ruling;
import io.fettle.api.catalog.PatchId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The newest decision about each patch for each group. Not thread-safe. */
final class DecisionBook {
    private static final Comparator<Approval> NEWEST_FIRST = Comparator.comparing(Approval::at)
            .reversed()
            .thenComparing(one -> one.patch().value())
            .thenComparing(Approval::group);

    private final Map<PatchId, Map<String, Approval>> byPatch = new HashMap<>();

    void put(Approval approval) {
        byPatch.computeIfAbsent(approval.patch(), patch -> new TreeMap<>()).put(approval.group(), approval);
    }

    Optional<Approval> find(PatchId patch, String group) {
        return Optional.ofNullable(byPatch.getOrDefault(patch, Map.of()).get(group));
    }

    boolean knows(PatchId patch) {
        return byPatch.containsKey(patch);
    }

    Page<Approval> list(Filter filter, Predicate<String> visible, PageRequest page) {
        List<Approval> found = about(filter.patch())
                .flatMap(decisions -> decisions.values().stream())
                .filter(one -> filter.group().map(one.group()::equals).orElse(true))
                .filter(one -> filter.decision()
                        .map(decision -> one.decision() == decision)
                        .orElse(true))
                .filter(one -> visible.test(one.group()))
                .sorted(NEWEST_FIRST)
                .toList();
        return new Page<>(found.stream().skip(page.offset()).limit(page.limit()).toList(), found.size());
    }

    private Stream<Map<String, Approval>> about(Optional<PatchId> patch) {
        return patch.isPresent() ? Stream.ofNullable(byPatch.get(patch.get())) : byPatch.values().stream();
    }

    Ruling ruling(PatchId patch, Predicate<String> visible) {
        return ruling(byPatch.getOrDefault(patch, Map.of()).values(), visible);
    }

    Map<PatchId, Ruling> rulings(Predicate<String> visible) {
        Map<PatchId, Ruling> rulings = new HashMap<>();
        byPatch.forEach((patch, decisions) -> {
            Ruling ruling = ruling(decisions.values(), visible);
            if (!ruling.isEmpty()) {
                rulings.put(patch, ruling);
            }
        });
        return rulings;
    }

    private static Ruling ruling(Collection<Approval> decisions, Predicate<String> visible) {
        return Ruling.of(
                decisions.stream().filter(one -> visible.test(one.group())).toList());
    }
}
