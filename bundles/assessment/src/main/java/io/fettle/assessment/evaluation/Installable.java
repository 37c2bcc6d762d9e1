package io.fettle.assessment.evaluation;

import io.fettle.api.Reason;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Simulation;
import io.fettle.assessment.apt.PackageKey;
import io.fettle.assessment.verdict.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A computer's dry run, ready to be asked. A package for all architectures may be reported under the native one. */
public final class Installable {
    private final Map<String, String> planned = new HashMap<>();
    private final Map<String, Reason> keptBack = new HashMap<>();

    private Installable() {}

    static Installable of(Simulation simulation) {
        Installable made = new Installable();
        for (PlannedChange change : simulation.changes()) {
            made.planned.put(key(change.name(), change.arch()), change.to());
        }
        for (KeptBack kept : simulation.keptBack()) {
            made.keptBack.put(key(kept.name(), kept.arch()), kept.reason());
        }
        return made;
    }

    public boolean takes(Verdict verdict) {
        return find(planned, verdict).filter(verdict.target().version()::equals).isPresent();
    }

    /** Why the computer's own package manager would not take it, in its words. */
    public Optional<Reason> keptBack(Verdict verdict) {
        return find(keptBack, verdict);
    }

    private static <V> Optional<V> find(Map<String, V> map, Verdict verdict) {
        String name = verdict.target().name();
        return Optional.ofNullable(map.get(key(name, verdict.target().arch())))
                .or(() -> Optional.ofNullable(map.get(key(name, verdict.arch()))))
                .or(() -> Optional.ofNullable(map.get(key(name, PackageKey.ALL))));
    }

    private static String key(String name, String arch) {
        return name + ':' + arch;
    }
}
