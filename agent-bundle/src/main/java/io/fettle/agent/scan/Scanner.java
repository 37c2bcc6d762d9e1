package io.fettle.agent.scan;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.mirror.MirroredSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the inventory of this computer. What cannot be found out is left out and logged; the rest is still told. Where
 * dpkg has a status file dpkg and apt are asked, else rpm and dnf where rpm has a database; on any other machine there are
 * facts and no packages. Not thread-safe; blocks for as long as apt takes.
 */
public final class Scanner {
    private static final Logger LOG = LoggerFactory.getLogger(Scanner.class);
    private static final String STATUS = "var/lib/dpkg/status";

    private final Path root;
    private final FactsReader facts;
    private final Apt apt;
    private final Lists lists;
    private final OtherScan other;
    private final Simulator simulator;
    private boolean madeDo;

    /** @param lists of this scanner's own */
    public Scanner(Path root, FactsReader facts, Apt apt, Lists lists, OtherScan other, Clock clock) {
        this.root = root;
        this.facts = facts;
        this.apt = apt;
        this.lists = lists;
        this.other = other;
        this.simulator = new Simulator(apt, clock);
    }

    /**
     * @param suites what the server mirrors, for the dry run
     * @param pause true ends the fetching of lists for now
     * @return empty where it was paused
     */
    public Optional<Inventory> scan(List<MirroredSuite> suites, BooleanSupplier pause) {
        Path status = root.resolve(STATUS);
        if (!Files.exists(status)) {
            return Optional.of(
                    other.present()
                            ? other.scan(suites)
                            : new Inventory(facts.read(List.of()), Optional.empty(), List.of(), Optional.empty()));
        }
        List<InstalledPackage> packages = DpkgStatus.read(status);
        ComputerFacts read = facts.read(packages);
        if (!apt.present()) {
            return Optional.of(new Inventory(read, Optional.empty(), packages, Optional.empty()));
        }
        List<IndexTarget> targets;
        AptSetup setup;
        try {
            targets = apt.targets();
            setup = new AptSetupReader(root, apt).read(read.architectures(), targets);
        } catch (FettleException e) {
            LOG.warn("apt does not tell how it is set up: {}", e.getMessage());
            return Optional.of(new Inventory(read, Optional.empty(), packages, Optional.empty()));
        }
        Optional<Lists.Filled> filled = fill(targets, suites, pause);
        if (filled.isEmpty() && pause.getAsBoolean()) {
            return Optional.empty();
        }
        Optional<Simulation> simulation = filled.flatMap(f -> simulate(f, packages, read));
        return Optional.of(new Inventory(read, Optional.of(setup), packages, simulation));
    }

    /** Whether the last dry run had to do without the server's lists; another scan may have them. */
    public boolean madeDo() {
        return madeDo;
    }

    private Optional<Lists.Filled> fill(List<IndexTarget> targets, List<MirroredSuite> suites, BooleanSupplier pause) {
        try {
            madeDo = false;
            return lists.fill(targets, suites, pause);
        } catch (IOException e) {
            madeDo = true;
            LOG.warn(
                    "The server's lists are not to be had now; the dry run uses this computer's own: {}",
                    e.getMessage());
        }
        try {
            return lists.makeDo(targets, suites);
        } catch (IOException e) {
            LOG.warn("This computer's own lists cannot be used", e);
            return Optional.empty();
        }
    }

    private Optional<Simulation> simulate(Lists.Filled filled, List<InstalledPackage> packages, ComputerFacts read) {
        try {
            String nativeArch = read.architectures().stream().findFirst().orElse("all");
            return Optional.of(simulator.run(filled, packages, nativeArch));
        } catch (FettleException e) {
            LOG.warn("No dry run: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
