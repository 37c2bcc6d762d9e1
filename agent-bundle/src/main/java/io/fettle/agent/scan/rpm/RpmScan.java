package io.fettle.agent.scan.rpm;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.scan.FactsReader;
import io.fettle.agent.scan.FactsReader.Platform;
import io.fettle.agent.scan.OtherScan;
import io.fettle.agent.scan.rpm.RpmDatabase.Installed;
import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.Want;
import io.fettle.api.mirror.MirroredSuite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the inventory of a computer that rpm rules. The dry run is dnf's own, on the metadata that the computer has cached:
 * nothing is fetched. What cannot be found out is left out and logged. Not thread-safe; blocks for as long as dnf takes.
 */
public final class RpmScan implements OtherScan {
    private static final Logger LOG = LoggerFactory.getLogger(RpmScan.class);
    private static final int MAX_LIST = 4 << 20;
    private static final String NOARCH = "noarch";
    /** A computer uses the old one of these until it is booted anew. */
    private static final Set<String> NEEDS_REBOOT =
            Set.of("glibc", "linux-firmware", "microcode_ctl", "systemd", "dbus", "dbus-broker", "dbus-daemon");

    private final FactsReader facts;
    private final RpmDatabase database;
    private final Dnf dnf;
    private final Clock clock;

    /**
     * @param root where the operating system's files are: {@code /}, except in tests
     * @param own a directory that only the agent writes to
     */
    public RpmScan(Path root, Path own, FactsReader facts, Commands commands, Clock clock) {
        this.facts = facts;
        this.database = new RpmDatabase(root, commands);
        this.dnf = new Dnf(root, own, commands);
        this.clock = clock;
    }

    @Override
    public boolean present() {
        return database.home().isPresent();
    }

    @Override
    public Inventory scan(List<MirroredSuite> suites) {
        List<Installed> installed = database.read();
        Optional<DnfFacts> told = ask();
        String arch = told.map(DnfFacts::arch).orElseGet(() -> mostUsed(installed));
        RpmKernels kernels = new RpmKernels(facts.runningKernel(), installed);
        Platform platform =
                new Platform(kernels.newest(), needsReboot(installed), arch.isEmpty() ? List.of() : List.of(arch));
        List<InstalledPackage> packages = installed.stream()
                .map(one -> new InstalledPackage(one.item(), Want.INSTALL))
                .toList();
        return new Inventory(
                facts.read(platform),
                told.flatMap(DnfFacts::setup).map(PackageSetup.class::cast),
                packages,
                told.flatMap(its -> simulation(its, suites)));
    }

    private Optional<DnfFacts> ask() {
        try {
            Optional<DnfFacts> told = dnf.ask();
            if (told.isEmpty()) {
                LOG.warn("There is no dnf here that can be asked for its repositories");
            }
            told.filter(its -> !isWhole(its))
                    .ifPresent(its -> LOG.warn("dnf's setup is not reported in full: {}", its.obstacles()));
            return told;
        } catch (FettleException e) {
            LOG.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isWhole(DnfFacts told) {
        return told.setup().filter(RpmSetup::locksKnown).isPresent();
    }

    /** Named by those of its lists that the server has as well: it knows nothing of other repositories. */
    private Optional<Simulation> simulation(DnfFacts told, List<MirroredSuite> suites) {
        if (told.plan().isEmpty()) {
            LOG.info("No dry run: {}", told.obstacles());
            return Optional.empty();
        }
        Set<Digest> mirrored =
                suites.stream().map(suite -> suite.release().digest()).collect(Collectors.toSet());
        List<Digest> lists = new ArrayList<>();
        for (Path list : told.metadata()) {
            try (InputStream in = Files.newInputStream(list)) {
                lists.add(Digest.of(in.readNBytes(MAX_LIST)));
            } catch (IOException e) {
                LOG.warn("No dry run: {} cannot be read", list, e);
                return Optional.empty();
            }
        }
        lists.retainAll(mirrored);
        DnfFacts.Plan plan = told.plan().get();
        return Optional.of(new Simulation(clock.instant(), Simulation.basisOf(lists), plan.changes(), plan.keptBack()));
    }

    private boolean needsReboot(List<Installed> installed) {
        Optional<Instant> booted = facts.bootedAt();
        return booted.isPresent()
                && installed.stream()
                        .filter(one -> NEEDS_REBOOT.contains(one.item().name()))
                        .anyMatch(one -> one.installedAt().isAfter(booted.get()));
    }

    private static String mostUsed(List<Installed> installed) {
        Map<String, Long> counts = installed.stream()
                .map(one -> one.item().arch())
                .filter(arch -> !arch.equals(NOARCH))
                .collect(Collectors.groupingBy(arch -> arch, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
