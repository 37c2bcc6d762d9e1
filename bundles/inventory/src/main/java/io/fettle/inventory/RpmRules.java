package io.fettle.inventory;

import static io.fettle.inventory.InventoryRules.PRINTABLE;
import static io.fettle.inventory.InventoryRules.letterOrDigit;
import static io.fettle.inventory.InventoryRules.list;
import static io.fettle.inventory.InventoryRules.text;

import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.inventory.InventoryRules.Unacceptable;
import java.util.List;
import java.util.function.IntPredicate;

/** What the part of an inventory that rpm and dnf tell may look like. */
final class RpmRules {
    static final IntPredicate NAME = c -> letterOrDigit(c) || c == '+' || c == '-' || c == '.' || c == '_';
    static final IntPredicate ARCH = c -> letterOrDigit(c) || c == '_';
    private static final IntPredicate VERSION =
            c -> letterOrDigit(c) || c == '.' || c == '_' || c == '+' || c == '~' || c == '^';
    static final IntPredicate EVR = c -> VERSION.test(c) || c == '-' || c == ':';

    private RpmRules() {}

    static void item(SoftwareItem item) {
        text("packages.name", item.name(), 1, 200, NAME);
        text("packages.version", item.version(), 1, 200, EVR);
        text("packages.arch", item.arch(), 1, 32, ARCH);
        text("packages.sourceName", item.sourceName(), 1, 200, NAME);
        text("packages.sourceVersion", item.sourceVersion(), 1, 200, EVR);
    }

    static void setup(RpmSetup setup) {
        text("rpm.arch", setup.arch(), 1, 32, ARCH);
        list("rpm.repositories", setup.repositories(), RpmSetup.MAX_REPOSITORIES);
        setup.repositories().forEach(RpmRules::repository);
        patterns("rpm.excludes", setup.excludes());
        patterns("rpm.includes", setup.includes());
        patterns("rpm.locks", setup.locks(), RpmSetup.MAX_LOCKS);
        patterns("rpm.modules", setup.modules());
        if (setup.characters() > RpmSetup.MAX_CHARACTERS) {
            throw new Unacceptable("rpm", "over " + RpmSetup.MAX_CHARACTERS + " characters in all");
        }
    }

    private static void repository(RpmRepository repository) {
        text("rpm.repositories.id", repository.id(), 1, RpmSetup.MAX_PATTERN, PRINTABLE);
        list("rpm.repositories.baseUrls", repository.baseUrls(), RpmSetup.MAX_URIS);
        repository.baseUrls().forEach(uri -> text("rpm.repositories.baseUrls", uri, 1, RpmSetup.MAX_URI, PRINTABLE));
        text("rpm.repositories.mirrors", repository.mirrors(), 0, RpmSetup.MAX_URI, PRINTABLE);
        patterns("rpm.repositories.excludes", repository.excludes());
        patterns("rpm.repositories.includes", repository.includes());
    }

    private static void patterns(String field, List<String> patterns) {
        patterns(field, patterns, RpmSetup.MAX_PATTERNS);
    }

    private static void patterns(String field, List<String> patterns, int max) {
        list(field, patterns, max);
        patterns.forEach(pattern -> text(field, pattern, 1, RpmSetup.MAX_PATTERN, PRINTABLE));
    }
}
