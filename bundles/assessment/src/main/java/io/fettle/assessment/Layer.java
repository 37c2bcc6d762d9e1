package io.fettle.assessment;

import io.fettle.api.advisory.CveId;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.api.inventory.Simulation;
import io.fettle.assessment.exposure.Reach;
import io.fettle.assessment.flaw.FlawBook;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** What one catalog revision means to the fleet: verdicts, who misses which patch, and the counts of each computer. */
final class Layer {
    private final Catalog.Revision revision;
    private final FleetItems fleet;
    private final FlawBook flaws;
    private final Map<Kind, SetupVerdicts> verdicts = new ConcurrentHashMap<>();
    private final Map<PatchId, PatchColumn> columns = new HashMap<>();
    private final Map<Integer, Tally> tallies = new HashMap<>();
    private volatile @Nullable AllReaches reaches;
    private volatile Decisions decisions;

    Layer(Catalog.Revision revision, FleetItems fleet, Decisions decisions) {
        this.revision = revision;
        this.decisions = decisions;
        this.fleet = fleet;
        this.flaws = new FlawBook(revision.advisories());
    }

    Catalog.Revision revision() {
        return revision;
    }

    /**
     * Who is exposed to what, as of a state of the fleet; made once for each state that somebody asks for.
     *
     * @param changes names the state
     */
    Map<CveId, Reach> reaches(long changes, Supplier<Map<CveId, Reach>> make) {
        AllReaches known = reaches;
        if (known == null || known.changes() != changes) {
            known = new AllReaches(changes, make.get());
            reaches = known;
        }
        return known.byCve();
    }

    private record AllReaches(long changes, Map<CveId, Reach> byCve) {}

    Decisions decisions() {
        return decisions;
    }

    /** @param recounted counts of all computers that these decisions change any of */
    void decided(Decisions next, Map<Integer, Tally> recounted) {
        decisions = next;
        tallies.putAll(recounted);
    }

    FlawBook flaws() {
        return flaws;
    }

    SetupVerdicts verdicts(Kind kind) {
        return verdicts.computeIfAbsent(
                kind, k -> new SetupVerdicts(fleet.setup(k.setup()), revision, fleet::item, flaws, k.platform()));
    }

    /** Makes the verdicts that this computer needs; slow where they are new, and needs no lock. */
    void prepare(Machine machine) {
        machine.kind().map(this::verdicts).ifPresent(own -> machine.items().forEach((int item) -> own.of(item)));
    }

    void add(Machine machine) {
        prepare(machine);
        missing(machine).forEach((item, verdict) -> {
            PatchColumn column = column(verdict);
            column.verdicts().add(verdict);
            column.computers().add(machine.ordinal());
            if (verdict.security()) {
                column.security().add(machine.ordinal());
            }
        });
        count(machine);
    }

    void remove(Machine machine) {
        missing(machine).forEach((item, verdict) -> {
            PatchColumn column = column(verdict);
            column.computers().remove(machine.ordinal());
            column.security().remove(machine.ordinal());
            if (column.computers().isEmpty()) {
                columns.remove(FleetIndex.key(verdict));
            }
        });
        tallies.remove(machine.ordinal());
    }

    void addAll(int item, Verdict verdict, RoaringBitmap computers) {
        PatchColumn column = column(verdict);
        column.verdicts().add(verdict);
        column.computers().or(computers);
        if (verdict.security()) {
            column.security().or(computers);
        }
    }

    private PatchColumn column(Verdict verdict) {
        return columns.computeIfAbsent(FleetIndex.key(verdict), patch -> new PatchColumn(verdict.target()));
    }

    /** Counts one computer anew. */
    void count(Machine machine) {
        tallies.put(machine.ordinal(), tally(machine, decisions));
    }

    /** What {@link #count} would come to by other decisions; needs no lock in the one writing thread. */
    Tally tally(Machine machine, Decisions by) {
        int missing = 0;
        int security = 0;
        int blocked = 0;
        int held = 0;
        int urgent = 0;
        int declined = 0;
        Optional<Installable> installable = installable(machine);
        for (Map.Entry<Integer, Verdict> entry : missing(machine).entrySet()) {
            missing++;
            if (entry.getValue().security()) {
                security++;
            }
            if (by.of(FleetIndex.key(entry.getValue()), machine) == Decision.DECLINED) {
                declined++;
            } else if (HealthPolicy.isUrgent(entry.getValue())) {
                urgent++;
            }
            if (machine.held().contains(entry.getKey())) {
                held++;
            } else if (installable.isPresent() && !installable.get().takes(entry.getValue())) {
                blocked++;
            }
        }
        return new Tally(missing, security, urgent, blocked, held, declined);
    }

    private Map<Integer, Verdict> missing(Machine machine) {
        Map<Integer, Verdict> missing = new HashMap<>();
        machine.kind().map(this::verdicts).ifPresent(own -> own.missing(machine.items())
                .forEach((int item) -> own.of(item).ifPresent(verdict -> missing.put(item, verdict))));
        return missing;
    }

    /** What the computer's own dry run would install; empty where it ran on other metadata than these. */
    Optional<Installable> installable(Machine machine) {
        return simulation(machine).map(Installable::of);
    }

    /** The computer's dry run, where it ran on these metadata. */
    Optional<Simulation> simulation(Machine machine) {
        boolean current = machine.kind()
                .map(kind -> machine.basis().equals(verdicts(kind).basis()))
                .orElse(false);
        if (!current) {
            return Optional.empty();
        }
        return fleet.of(machine.ordinal())
                .flatMap(ComputerItems::simulation)
                .filter(simulation -> simulation.basis().equals(machine.basis()));
    }

    Tally tally(int ordinal) {
        return tallies.getOrDefault(ordinal, Tally.NONE);
    }

    Map<PatchId, PatchColumn> columns() {
        return columns;
    }
}
