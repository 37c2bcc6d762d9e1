package io.fettle.agent.scan;

import io.fettle.agent.keyring.RepositoryKeys;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How apt is set up on this computer. */
final class AptSetupReader {
    private static final int MAX_REPOSITORIES = 500;
    private static final int MAX_COMPONENTS = 100;
    private static final int MAX_ARCHITECTURES = 20;
    private static final int MAX_LENGTH = 500;
    private static final String ALL = "all";

    private final Path root;
    private final Apt apt;

    AptSetupReader(Path root, Apt apt) {
        this.root = root;
        this.apt = apt;
    }

    /** @param architectures of the computer, the native one first */
    AptSetup read(List<String> architectures, List<IndexTarget> targets) {
        return new AptSetup(
                architectures, repositories(targets), Preferences.read(root.resolve("etc/apt")), apt.defaultRelease());
    }

    private List<AptRepository> repositories(List<IndexTarget> targets) {
        RepositoryKeys keys = new RepositoryKeys(root);
        Map<List<String>, List<IndexTarget>> byPlace = new LinkedHashMap<>();
        for (IndexTarget target : targets) {
            if (target.uri().length() <= MAX_LENGTH && target.suite().length() <= MAX_LENGTH) {
                byPlace.computeIfAbsent(List.of(target.uri(), target.suite()), k -> new ArrayList<>())
                        .add(target);
            }
        }
        List<AptRepository> repositories = new ArrayList<>();
        for (Map.Entry<List<String>, List<IndexTarget>> place : byPlace.entrySet()) {
            Set<String> components = new LinkedHashSet<>();
            Set<String> architectures = new LinkedHashSet<>();
            for (IndexTarget target : place.getValue()) {
                add(components, target.component(), MAX_COMPONENTS);
                if (!target.arch().equals(ALL)) {
                    add(architectures, target.arch(), MAX_ARCHITECTURES);
                }
            }
            repositories.add(new AptRepository(
                    place.getKey().get(0),
                    place.getKey().get(1),
                    List.copyOf(components),
                    List.copyOf(architectures),
                    keysOf(place.getValue(), keys)));
            if (repositories.size() == MAX_REPOSITORIES) {
                break;
            }
        }
        return repositories;
    }

    /** One suite has one list that is signed: entries that disagree on whose keys count are none that can be named. */
    private static List<String> keysOf(List<IndexTarget> place, RepositoryKeys keys) {
        Set<List<String>> all = new LinkedHashSet<>();
        place.forEach(t -> all.add(keys.of(t.entry(), t.uri(), t.suite(), t.arch())));
        return all.size() == 1 ? all.iterator().next() : List.of();
    }

    private static void add(Set<String> values, String value, int max) {
        if (!value.isEmpty() && value.length() <= MAX_COMPONENTS && values.size() < max) {
            values.add(value);
        }
    }
}
