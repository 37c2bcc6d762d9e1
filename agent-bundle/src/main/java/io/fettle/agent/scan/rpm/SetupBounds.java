package io.fettle.agent.scan.rpm;

import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether servers take a setup: one that they refuse would take the whole inventory with it, each time anew. */
final class SetupBounds {
    private SetupBounds() {}

    /** What is too much or out of form; empty where all is well. */
    static Optional<String> excess(RpmSetup setup) {
        if (setup.repositories().size() > RpmSetup.MAX_REPOSITORIES) {
            return Optional.of("over " + RpmSetup.MAX_REPOSITORIES + " repositories");
        }
        return Stream.concat(
                        Stream.of(
                                excess("excludes", setup.excludes(), RpmSetup.MAX_PATTERNS),
                                excess("includes", setup.includes(), RpmSetup.MAX_PATTERNS),
                                excess("locks", setup.locks(), RpmSetup.MAX_LOCKS),
                                excess("modules", setup.modules(), RpmSetup.MAX_PATTERNS)),
                        setup.repositories().stream().map(SetupBounds::excess))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.of("over " + RpmSetup.MAX_CHARACTERS + " characters in all")
                        .filter(words -> setup.characters() > RpmSetup.MAX_CHARACTERS));
    }

    private static Optional<String> excess(RpmRepository repository) {
        return excess("ids", List.of(repository.id()), 1)
                .or(() -> excess("excludes of " + repository.id(), repository.excludes(), RpmSetup.MAX_PATTERNS))
                .or(() -> excess("includes of " + repository.id(), repository.includes(), RpmSetup.MAX_PATTERNS));
    }

    private static Optional<String> excess(String what, List<String> texts, int max) {
        if (texts.size() > max) {
            return Optional.of("over " + max + ' ' + what);
        }
        return texts.stream()
                .filter(text -> text.isEmpty() || text.length() > RpmSetup.MAX_PATTERN || !PlainText.isPrintable(text))
                .findFirst()
                .map(text -> what + " with one of " + text.length() + " characters that is out of form");
    }
}
