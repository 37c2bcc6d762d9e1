package io.fettle.demo;

import io.fettle.api.Reason;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Says what the agent of a planned computer would say. Thread-safe. */
final class InventoryComposer {
    static final String STRANGER = "https://packages.demo.example/acme/";

    private static final String KERNEL = "linux-signed-amd64";
    private static final int MINUTES_OF_A_DAY = 1_440;

    private final DemoRepository repository;
    private final Map<Distribution, Archive> archives;
    private final Map<Distribution, String> bases = new HashMap<>();
    private final long seed;

    InventoryComposer(DemoRepository repository, Map<Distribution, Archive> archives, long seed) {
        this.repository = repository;
        this.archives = Map.copyOf(archives);
        this.seed = seed;
        repository.signedLists().forEach((d, lists) -> bases.put(d, Simulation.basisOf(lists)));
    }

    Inventory compose(PlannedComputer computer, Instant at) {
        Archive archive = Objects.requireNonNull(archives.get(computer.distribution()));
        String basis = Objects.requireNonNull(bases.get(computer.distribution()));
        Chance chance = Chance.of(seed, "inventory", computer.id().value());
        boolean hides = chance.happens(3);
        boolean stranger = chance.happens(12);
        int pins = chance.happens(5) ? 1 : 0;
        int holds = chance.happens(10) ? chance.between(1, 2) : 0;
        int kept = chance.happens(12) ? chance.between(1, 2) : 0;
        boolean simulates = !chance.happens(3);
        boolean awaitsReboot = chance.happens(10);
        // Who was not heard of for long is not up to date since.
        int behind = Math.max(computer.daysBehind(), computer.reported().orElse(0) / MINUTES_OF_A_DAY);
        List<InstalledPackage> installed = new ArrayList<>();
        List<PlannedChange> changes = new ArrayList<>();
        List<KeptBack> keptBack = new ArrayList<>();
        List<PinRule> rules = new ArrayList<>();
        for (PackageHistory history : archive.histories()) {
            if (!chance.happens(computer.role().percent(history.known()))) {
                continue;
            }
            SoftwareItem item = history.asOf(behind);
            SoftwareItem candidate = hides ? history.released() : history.current();
            boolean missing = hides ? history.precedesRelease(item) : !item.equals(candidate);
            boolean pinned = missing && rules.size() < pins && chance.happens(30);
            boolean held = missing && !pinned && holds > 0 && chance.happens(30);
            if (pinned) {
                rules.add(new PinRule(List.of(item.name()), "version", item.version(), 1001));
            } else if (held) {
                holds--;
                keptBack.add(new KeptBack(item.name(), item.arch(), Reason.of("apt.held")));
            } else if (missing && keptBack.size() < kept && chance.happens(20)) {
                keptBack.add(new KeptBack(item.name(), item.arch(), notNow(item, candidate)));
            } else if (missing) {
                changes.add(
                        new PlannedChange(item.name(), item.arch(), Optional.of(item.version()), candidate.version()));
            }
            installed.add(new InstalledPackage(item, held));
        }
        if (stranger) {
            installed.add(new InstalledPackage(strange(chance.between(1, 4)), false));
        }
        boolean kernelIsNew = archive.histories().stream()
                .filter(history -> history.known().source().equals(KERNEL))
                .findFirst()
                .map(history -> history.asOf(behind).equals(history.current()))
                .orElse(false);
        return new Inventory(
                facts(computer, chance, awaitsReboot && kernelIsNew),
                Optional.of(setup(computer.distribution(), stranger, rules, hides)),
                installed,
                simulates ? Optional.of(new Simulation(at, basis, changes, keptBack)) : Optional.empty());
    }

    private static Reason notNow(SoftwareItem item, SoftwareItem candidate) {
        return Reason.of(
                "apt.kept_back",
                "words",
                item.name() + " : Depends: " + item.sourceName() + "-common (= " + candidate.version()
                        + ") but it is not going to be installed");
    }

    private static SoftwareItem strange(int release) {
        String version = "4." + release + "-1";
        return new SoftwareItem("deb", "acme-monitor", version, "amd64", "acme-monitor", version, MultiArch.NO);
    }

    private AptSetup setup(Distribution distribution, boolean stranger, List<PinRule> rules, boolean hides) {
        List<String> arches = List.of(DemoRepository.ARCH);
        List<AptRepository> used = new ArrayList<>();
        for (String suite : distribution.suites()) {
            used.add(new AptRepository(repository.uri(), suite, List.of(DemoRepository.COMPONENT), arches, List.of()));
        }
        if (stranger) {
            used.add(new AptRepository(STRANGER, "stable", List.of("main"), arches, List.of()));
        }
        return new AptSetup(arches, used, rules, hides ? Optional.of(distribution.suite()) : Optional.empty());
    }

    private static ComputerFacts facts(PlannedComputer computer, Chance chance, boolean reboot) {
        Distribution distribution = computer.distribution();
        return new ComputerFacts(
                computer.hostname(),
                List.of(computer.branch().address(chance)),
                distribution.osId,
                distribution.osVersion,
                distribution.codename,
                distribution.osName,
                distribution.kernel(reboot ? 1 : 0),
                Optional.of(distribution.kernel(0)),
                reboot,
                List.of(DemoRepository.ARCH),
                chance.happens(30) ? Level.L0 : Level.L1,
                "0.1.0-demo",
                String.format("%016x%016x", chance.any(), chance.any()));
    }
}
