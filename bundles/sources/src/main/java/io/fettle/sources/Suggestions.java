package io.fettle.sources;

import io.fettle.api.Scope;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.source.SourceStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Repositories that computers reported and that no source covers. */
final class Suggestions {
    private static final int MAX = 1_000;

    private Suggestions() {}

    private record Key(String uri, String suite) {}

    private record Wanted(Set<String> components, Set<String> architectures, Set<String> fingerprints) {}

    static List<Map<String, String>> of(FleetItems fleet, List<SourceStatus> sources, Scope scope) {
        Set<Key> covered = new HashSet<>();
        for (SourceStatus source : sources) {
            covered.add(new Key(
                    withSlash(source.settings().getOrDefault("uri", "")),
                    source.settings().getOrDefault("suite", "")));
        }
        Map<Key, Wanted> missing = new LinkedHashMap<>();
        for (int setup : setups(fleet, scope)) {
            List<AptRepository> repositories = fleet.setup(setup).either(AptSetup::repositories, rpm -> List.of());
            for (AptRepository repository : repositories) {
                Key key = new Key(withSlash(repository.uri()), repository.suite());
                if (!covered.contains(key) && (missing.size() < MAX || missing.containsKey(key))) {
                    Wanted wanted = missing.computeIfAbsent(
                            key, k -> new Wanted(new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
                    wanted.components().addAll(repository.components());
                    wanted.architectures().addAll(repository.architectures());
                    wanted.fingerprints().addAll(repository.keyFingerprints());
                }
            }
        }
        List<Map<String, String>> suggestions = new ArrayList<>();
        missing.forEach((key, wanted) -> suggestions.add(Map.of(
                "uri", key.uri(),
                "suite", key.suite(),
                "components", String.join(" ", wanted.components()),
                "architectures", String.join(" ", wanted.architectures()),
                "fingerprints", String.join(" ", wanted.fingerprints()))));
        return suggestions;
    }

    /** Setups that visible computers have; whoever sees everything also sees those that nobody has any more. */
    private static int[] setups(FleetItems fleet, Scope scope) {
        if (scope.everything()) {
            return IntStream.range(0, fleet.setupCount()).toArray();
        }
        return IntStream.range(0, fleet.ordinalCount())
                .mapToObj(fleet::of)
                .flatMap(Optional::stream)
                .filter(computer -> computer.setup() >= 0 && scope.sees(computer.officeId()))
                .mapToInt(FleetItems.ComputerItems::setup)
                .distinct()
                .toArray();
    }

    private static String withSlash(String uri) {
        return uri.endsWith("/") ? uri : uri + "/";
    }
}
