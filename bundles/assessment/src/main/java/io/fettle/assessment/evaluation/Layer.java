package io.fettle.assessment.evaluation;

import io.fettle.api.advisory.CveId;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogDifference;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.api.inventory.Simulation;
import io.fettle.assessment.evaluation.PatchColumns.Missed;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.fleet.Kind;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.reach.KeptReaches;
import io.fettle.assessment.reach.Reach;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Judgement;
import io.fettle.assessment.verdict.Rules;
import io.fettle.assessment.verdict.Tally;
import io.fettle.assessment.verdict.Trail;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * What one catalog revision means to the fleet: verdicts, who misses which patch, and the counts of each computer. Verdicts
 * are thread-safe; columns and counts are for whoever holds the state's lock.
 */
public final class Layer {
    private final FleetItems fleet;
    private final Grounds grounds;
    private final FlawBook flaws;
    private final Map<Kind, SetupVerdicts> verdicts = new ConcurrentHashMap<>();
    private final Rules rules;
    private final FirstSeenBook firstSeen;
    private final Reckonings reckonings;
    private PatchColumns columns;
    private final KeptReaches reaches = new KeptReaches(KeptReaches.LIMIT_BYTES);
    private volatile Decisions decisions;

    Layer(Catalog.Revision revision, FleetItems fleet, Decisions decisions, Rules rules, FirstSeenBook firstSeen) {
        this(
                revision,
                fleet,
                decisions,
                rules,
                firstSeen,
                new FlawBook(revision.advisories()),
                new PatchColumns(rules, firstSeen));
    }

    private Layer(
            Catalog.Revision revision,
            FleetItems fleet,
            Decisions decisions,
            Rules rules,
            FirstSeenBook firstSeen,
            FlawBook flaws,
            PatchColumns columns) {
        this.decisions = decisions;
        this.rules = rules;
        this.firstSeen = firstSeen;
        this.fleet = fleet;
        this.flaws = flaws;
        this.columns = columns;
        this.grounds = new Grounds(revision, flaws, fleet::item, firstSeen);
        this.reckonings = new Reckonings(fleet::item);
    }

    /**
     * To be changed for a later revision: verdicts are right already, columns and counts are as they are here.
     *
     * @param kinds those that there still are
     * @param offered items of which other versions are offered
     * @param reworded items of which advisories say something else
     */
    Layer after(
            Catalog.Revision next,
            CatalogDifference difference,
            Set<Kind> kinds,
            RoaringBitmap offered,
            RoaringBitmap reworded) {
        FlawBook book = flaws.after(next.advisories(), difference);
        Layer later = new Layer(next, fleet, decisions, rules, firstSeen, book, columns.copy());
        kinds.forEach(kind -> later.verdicts.put(kind, verdicts(kind).after(later.grounds, offered, reworded)));
        return later;
    }

    /** By what its counts are made. */
    public Rules rules() {
        return rules;
    }

    /** The day since which a patch is known to be missing anywhere. */
    public int firstSeen(PatchId patch) {
        return firstSeen.dayOf(patch, rules.today());
    }

    public Catalog.Revision revision() {
        return grounds.revision();
    }

    /**
     * Who is exposed to what, as of a state of the fleet.
     *
     * @param changes names the state
     */
    public Map<CveId, Reach> reaches(long changes, Supplier<Map<CveId, Reach>> make) {
        return reaches.of(changes, make);
    }

    public Decisions decisions() {
        return decisions;
    }

    /** @param counted the columns with the counts that these decisions lead to */
    void decided(Decisions next, PatchColumns counted) {
        decisions = next;
        columns = counted;
        columns.settle();
    }

    public FlawBook flaws() {
        return flaws;
    }

    public SetupVerdicts verdicts(Kind kind) {
        return verdicts.computeIfAbsent(kind, k -> new SetupVerdicts(fleet.setup(k.setup()), grounds, k.platform()));
    }

    /** Streams that are active on computers of this kind. */
    public Set<String> modules(Kind kind) {
        return fleet.setup(kind.setup()).either(apt -> Set.of(), dnf -> Set.copyOf(dnf.modules()));
    }

    /** Nobody is of this kind any more; who asks all the same has its verdicts made anew. */
    void forget(Kind kind) {
        verdicts.remove(kind);
    }

    /** How many kinds there are verdicts for. */
    public int judgedKinds() {
        return verdicts.size();
    }

    /** Makes the verdicts that this computer needs; slow where they are new, and needs no lock. */
    void prepare(Machine machine) {
        machine.kind().map(this::verdicts).ifPresent(own -> machine.items().forEach(own::judgement));
    }

    void add(Machine machine) {
        forEachMissed(machine, missed -> {
            note(missed.verdict());
            columns.add(missed, machine.ordinal(), patch -> decisions.of(patch, machine));
        });
    }

    /** Remembers what is on offer to somebody who misses it. For the evaluating thread. */
    void note(Verdict verdict) {
        for (Verdict choice : verdict.choices()) {
            firstSeen.note(choice.target(), choice.patch(), grounds.lineOf(choice.target()), rules.today());
        }
    }

    /** What was on offer. */
    public Trail trail() {
        return firstSeen;
    }

    void remove(Machine machine) {
        List<Missed> missed = new ArrayList<>();
        forEachMissed(machine, missed::add);
        columns.remove(missed, machine.ordinal());
    }

    private void forEachMissed(Machine machine, Consumer<Missed> each) {
        IntUnaryOperator since = machine.since();
        forEachMissing(
                machine,
                (item, verdict) -> each.accept(new Missed(verdict, since.applyAsInt(item), machine.holds(item))));
    }

    private void forEachMissing(Machine machine, BiConsumer<Integer, Verdict> each) {
        machine.kind().map(this::verdicts).ifPresent(own -> machine.items().forEach(item -> {
            Judgement judgement = own.judgement(item);
            if (judgement.isMissing()) {
                each.accept(item, judgement.verdict().orElseThrow());
            }
        }));
    }

    /** How many of the items that it lacks updates of are held. */
    public int held(Machine machine) {
        return (int) machine.kind().map(this::verdicts).stream()
                .flatMapToInt(own -> Arrays.stream(machine.held())
                        .filter(item -> own.judgement(item).isMissing()))
                .count();
    }

    /**
     * How many updates cannot be installed now, though nothing is held: by its own dry run, or where there is none by what
     * packages say of one another.
     */
    public int blocked(Machine machine) {
        Optional<Installable> installable = installable(machine);
        if (installable.isEmpty()) {
            return reckoned(machine)
                    .map(items -> (int) items.keptBack().keySet().stream()
                            .filter(item -> verdicts(machine.kind().orElseThrow())
                                    .judgement(item)
                                    .isMissing())
                            .count())
                    .orElse(0);
        }
        int[] count = new int[1];
        forEachMissing(machine, (item, verdict) -> {
            if (!machine.holds(item) && !installable.get().takes(verdict)) {
                count[0]++;
            }
        });
        return count[0];
    }

    /** What the server itself reckons of its updates; empty where it cannot. */
    public Optional<ReckonedItems> reckoned(Machine machine) {
        return machine.kind().map(this::verdicts).flatMap(own -> reckonings.of(machine, own));
    }

    /** What the computer's own dry run would install; empty where it ran on other metadata than these. */
    public Optional<Installable> installable(Machine machine) {
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

    public PatchColumns columns() {
        return columns;
    }

    public Tally tally(int ordinal) {
        return columns.tally(ordinal);
    }

    public Optional<PatchColumn> column(PatchId patch) {
        return columns.find(patch);
    }
}
