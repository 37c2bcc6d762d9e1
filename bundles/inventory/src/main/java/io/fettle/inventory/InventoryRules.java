package io.fettle.inventory;

import io.fettle.api.Reason;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What an inventory may look like. It comes from a computer that may be in anybody's hands, so every text has a length
 * and an alphabet, and every list a size. Names and versions are held to what dpkg or rpm itself can have installed, not to
 * what policy asks for: real computers carry odd ones.
 */
final class InventoryRules {
    private static final String DEB = "deb";
    private static final String RPM = "rpm";
    static final String INVALID = "inventory.field_invalid";

    private static final int MAX_LIST = 64;
    private static final int MAX_REPOSITORIES = 1000;
    private static final int MAX_PINS = 2000;
    private static final int MAX_PATTERNS = 1000;
    private static final int MAX_PATTERN = 300;
    private static final int MAX_TEXT = 256;
    private static final int MAX_LONG_TEXT = 1024;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final IntPredicate NAME = c -> letterOrDigit(c) || c == '+' || c == '-' || c == '.' || c == '_';
    private static final IntPredicate VERSION = c -> NAME.test(c) || c == '~' || c == ':';
    private static final IntPredicate ARCH = c -> letterOrDigit(c) || c == '-';
    private static final IntPredicate ANY_VERSION = c -> VERSION.test(c) || RpmRules.EVR.test(c);
    private static final IntPredicate ANY_ARCH = c -> ARCH.test(c) || RpmRules.ARCH.test(c);
    private static final IntPredicate HEX = c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    private static final IntPredicate KEY = c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    /** Anything that prints, within one line. */
    static final IntPredicate PRINTABLE =
            c -> !Character.isISOControl(c) && c != 0xfffd && !Character.isSurrogate((char) c);

    /** One byte each. */
    private static final IntPredicate PLAIN = c -> c >= ' ' && c <= '~';

    private static final IntPredicate RELATIONS = c -> PLAIN.test(c) || c == '\n';

    private InventoryRules() {}

    /** Empty where the inventory may be taken in. */
    static Optional<Reason> problem(Inventory inventory) {
        try {
            facts(inventory.facts());
            inventory.apt().ifPresent(InventoryRules::setup);
            inventory.rpm().ifPresent(RpmRules::setup);
            packages(inventory.packages());
            inventory.simulation().ifPresent(InventoryRules::simulation);
            return Optional.empty();
        } catch (Unacceptable e) {
            return Optional.of(Reason.of(INVALID, "field", e.field, "problem", e.problem));
        }
    }

    private static void facts(ComputerFacts facts) {
        text("hostname", facts.hostname(), 1, 253, PRINTABLE);
        list("addresses", facts.addresses(), MAX_LIST);
        facts.addresses().forEach(address -> text("addresses", address, 1, 64, PRINTABLE));
        text("osId", facts.osId(), 0, 64, PRINTABLE);
        text("osVersion", facts.osVersion(), 0, 64, PRINTABLE);
        text("osCodename", facts.osCodename(), 0, 64, PRINTABLE);
        text("osName", facts.osName(), 0, MAX_TEXT, PRINTABLE);
        text("runningKernel", facts.runningKernel(), 0, MAX_TEXT, PRINTABLE);
        facts.newestKernel().ifPresent(kernel -> text("newestKernel", kernel, 0, MAX_TEXT, PRINTABLE));
        list("architectures", facts.architectures(), 16);
        facts.architectures().forEach(arch -> text("architectures", arch, 1, 32, ANY_ARCH));
        text("agentVersion", facts.agentVersion(), 0, 64, PRINTABLE);
        text("bootId", facts.bootId(), 0, 64, PRINTABLE);
        facts.running().ifPresent(InventoryRules::running);
    }

    /** Sizes are those of the type itself. */
    private static void running(Running running) {
        for (StaleService service : running.restart()) {
            text("running.service", service.service(), 1, StaleService.MAX_NAME, PLAIN);
            service.files().forEach(file -> text("running.files", file, 1, StaleService.MAX_NAME, PLAIN));
        }
    }

    private static void setup(AptSetup setup) {
        list("apt.architectures", setup.architectures(), 16);
        if (setup.architectures().isEmpty()) {
            throw new Unacceptable("apt.architectures", "empty");
        }
        setup.architectures().forEach(arch -> text("apt.architectures", arch, 1, 32, ARCH));
        list("apt.repositories", setup.repositories(), MAX_REPOSITORIES);
        setup.repositories().forEach(InventoryRules::repository);
        list("apt.pins", setup.pins(), MAX_PINS);
        setup.pins().forEach(InventoryRules::pin);
        setup.defaultRelease().ifPresent(release -> text("apt.defaultRelease", release, 1, MAX_TEXT, PRINTABLE));
    }

    private static void repository(AptRepository repository) {
        text("apt.repositories.uri", repository.uri(), 1, MAX_LONG_TEXT, PRINTABLE);
        text("apt.repositories.suite", repository.suite(), 1, MAX_TEXT, PRINTABLE);
        list("apt.repositories.components", repository.components(), MAX_LIST);
        repository.components().forEach(name -> text("apt.repositories.components", name, 1, MAX_TEXT, PRINTABLE));
        list("apt.repositories.architectures", repository.architectures(), 16);
        repository.architectures().forEach(arch -> text("apt.repositories.architectures", arch, 1, 32, ARCH));
        list("apt.repositories.keyFingerprints", repository.keyFingerprints(), 200);
        repository.keyFingerprints().forEach(key -> text("apt.repositories.keyFingerprints", key, 1, 64, KEY));
    }

    private static void pin(PinRule pin) {
        list("apt.pins.packages", pin.packages(), MAX_PATTERNS);
        pin.packages().forEach(pattern -> text("apt.pins.packages", pattern, 1, MAX_PATTERN, PRINTABLE));
        text("apt.pins.kind", pin.kind(), 1, 32, PRINTABLE);
        text("apt.pins.expression", pin.expression(), 0, MAX_LONG_TEXT, PRINTABLE);
        if (pin.priority() < Short.MIN_VALUE || pin.priority() > Short.MAX_VALUE) {
            throw new Unacceptable("apt.pins.priority", "out_of_range");
        }
    }

    private static void packages(List<InstalledPackage> packages) {
        list("packages", packages, Inventory.MAX_PACKAGES);
        Set<String> seen = new HashSet<>(packages.size() * 2);
        int told = 0;
        for (InstalledPackage installed : packages) {
            SoftwareItem item = installed.item();
            text("packages.relations", item.relations().text(), 0, Inventory.MAX_RELATIONS, RELATIONS);
            told += item.relations().text().length();
            if (told > Inventory.MAX_ALL_RELATIONS) {
                throw new Unacceptable("packages.relations", "over " + Inventory.MAX_ALL_RELATIONS + " characters");
            }
            String name =
                    switch (item.ecosystem()) {
                        case DEB -> debian(item);
                        case RPM -> {
                            RpmRules.item(item);
                            // Kernels and keys are installed in several versions side by side.
                            yield item.name() + '-' + item.version() + '.' + item.arch();
                        }
                        default -> throw new Unacceptable("packages.ecosystem", "unknown");
                    };
            if (!seen.add(name)) {
                throw new Unacceptable("packages", "twice: " + name);
            }
        }
    }

    private static String debian(SoftwareItem item) {
        text("packages.name", item.name(), 1, 128, NAME);
        text("packages.version", item.version(), 1, MAX_TEXT, VERSION);
        text("packages.arch", item.arch(), 1, 32, ARCH);
        text("packages.sourceName", item.sourceName(), 1, 128, NAME);
        text("packages.sourceVersion", item.sourceVersion(), 1, MAX_TEXT, VERSION);
        return item.name() + ':' + item.arch();
    }

    private static void simulation(Simulation simulation) {
        if (simulation.at().isBefore(EARLIEST) || simulation.at().isAfter(LATEST)) {
            throw new Unacceptable("simulation.at", "out_of_range");
        }
        text("simulation.basis", simulation.basis(), 0, 128, HEX);
        list("simulation.changes", simulation.changes(), Inventory.MAX_PACKAGES);
        for (PlannedChange change : simulation.changes()) {
            text("simulation.changes.name", change.name(), 1, 200, NAME);
            text("simulation.changes.arch", change.arch(), 1, 32, ANY_ARCH);
            change.from().ifPresent(from -> text("simulation.changes.from", from, 1, MAX_TEXT, ANY_VERSION));
            text("simulation.changes.to", change.to(), 1, MAX_TEXT, ANY_VERSION);
        }
        list("simulation.keptBack", simulation.keptBack(), Inventory.MAX_PACKAGES);
        for (KeptBack kept : simulation.keptBack()) {
            text("simulation.keptBack.name", kept.name(), 1, 200, NAME);
            text("simulation.keptBack.arch", kept.arch(), 1, 32, ANY_ARCH);
            reason(kept.reason());
        }
    }

    private static void reason(Reason reason) {
        text("simulation.keptBack.reason", reason.code(), 1, 100, NAME);
        reason.parameters().forEach((name, value) -> {
            text("simulation.keptBack.reason", name, 1, 100, NAME);
            text("simulation.keptBack.reason", value, 0, MAX_LONG_TEXT, PRINTABLE);
        });
    }

    static void text(String field, String value, int min, int max, IntPredicate alphabet) {
        if (value.length() < min) {
            throw new Unacceptable(field, "empty");
        }
        if (value.length() > max) {
            throw new Unacceptable(field, "over " + max + " characters");
        }
        if (!value.chars().allMatch(alphabet)) {
            throw new Unacceptable(field, "characters that cannot be in it");
        }
    }

    static void list(String field, List<?> values, int max) {
        if (values.size() > max) {
            throw new Unacceptable(field, "over " + max + " entries");
        }
    }

    static boolean letterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Leaves the checks at the first thing that is wrong; never leaves the rules. */
    static final class Unacceptable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String field;
        private final String problem;

        Unacceptable(String field, String problem) {
            super(field, null, false, false);
            this.field = field;
            this.problem = problem;
        }
    }
}
