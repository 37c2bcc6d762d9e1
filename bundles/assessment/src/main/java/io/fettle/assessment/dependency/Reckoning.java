package io.fettle.assessment.dependency;

import io.fettle.api.Reason;
import io.fettle.api.inventory.MultiArch;
import io.fettle.assessment.dependency.Terms.Against;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which updates of one computer are kept back by what packages say of one another. Starts from all updates and keeps back
 * whatever cannot stand beside the rest, until nothing is left that cannot: nothing is ever removed for an update, and new
 * packages come only where an update needs them. For one use.
 */
public final class Reckoning {
    private static final Comparator<Slot> BY_NAME = Comparator.comparing(
                    (Slot slot) -> any(slot).name())
            .thenComparing(slot -> any(slot).arch());

    private final List<Slot> order;
    private final World world;
    private final Newcomers newcomers;
    private final Map<Slot, Reason> reasons = new IdentityHashMap<>();
    private final Map<Slot, Boolean> whole = new IdentityHashMap<>();

    private Reckoning(List<Slot> slots, Market market) {
        order = new ArrayList<>(slots);
        order.sort(BY_NAME);
        world = new World(order);
        newcomers = new Newcomers(world, market);
    }

    /** @param target empty where it is to stay as it is, also because its owner holds it */
    public record Installed(Build now, Optional<Build> target) {}

    /**
     * Why each update that is kept back is, in the order of the packages; empty where it can be installed, or there is none.
     * Empty as a whole where that would take too long to find out.
     */
    public static Optional<List<Optional<Reason>>> of(List<Installed> packages, Market market) {
        List<Slot> slots = packages.stream()
                .map(one -> Slot.installed(one.now(), one.target()))
                .toList();
        Reckoning reckoning = new Reckoning(slots, market);
        try {
            reckoning.settle();
        } catch (World.TooMuchException e) {
            return Optional.empty();
        }
        return Optional.of(slots.stream()
                .map(slot -> Optional.ofNullable(reckoning.reasons.get(slot)))
                .toList());
    }

    /** Every round but the last keeps something back or refuses something new, so it ends. */
    private void settle() {
        boolean settled = false;
        while (!settled) {
            world.shrinkTo(0);
            settled = !keepWhatLacksSomething() && !keepUnequalSiblings() && !keepWhatIsNeeded() && !keepWhatBreaks();
        }
    }

    private boolean keepWhatLacksSomething() {
        boolean any = false;
        for (Slot slot : order) {
            Build build = slot.after();
            if (slot.isChanged() && build != null) {
                Optional<Reason> lacking = lacking(build.terms().needs(), build)
                        .map(this::unmet)
                        .or(() -> missesNothing(slot)
                                ? lacking(build.terms().recommends(), build)
                                        .map(clause ->
                                                Reason.of("finding.recommends_lacking", "dependency", clause.shown()))
                                : Optional.empty());
                lacking.ifPresent(reason -> keep(slot, reason));
                any |= lacking.isPresent();
            }
        }
        return any;
    }

    /** Something that is recommended is not taken away from whoever has all of it; where something is missing, nobody cares. */
    private boolean missesNothing(Slot slot) {
        return whole.computeIfAbsent(slot, its -> {
            Build before = its.before();
            return before == null
                    || before.terms().recommends().stream()
                            .allMatch(clause -> world.isMet(clause, before.arch(), Slot::before));
        });
    }

    private Optional<Clause> lacking(List<Clause> clauses, Build build) {
        for (Clause clause : clauses) {
            if (!world.isMet(clause, build.arch(), Slot::after) && !newcomers.bring(clause, build)) {
                return Optional.of(clause);
            }
        }
        return Optional.empty();
    }

    /** One package in several architectures shares files, which have to be the same ones. */
    private boolean keepUnequalSiblings() {
        boolean any = false;
        for (Slot slot : all()) {
            Build build = slot.after();
            if (build == null || build.multiArch() != MultiArch.SAME) {
                continue;
            }
            for (Slot other : world.slots(build.name())) {
                Build sibling = other.after();
                if (sibling != null
                        && other != slot
                        && sibling.name().equals(build.name())
                        && !sibling.version().equals(build.version())
                        && (slot.isChanged() || other.isChanged())) {
                    Slot kept = slot.isChanged() ? slot : other;
                    Build stays = slot.isChanged() ? sibling : build;
                    keep(kept, Reason.of("finding.sibling", "arch", stays.arch(), "version", stays.version()));
                    any = true;
                    break;
                }
            }
        }
        return any;
    }

    /** What stays as it is goes on needing what it needs. */
    private boolean keepWhatIsNeeded() {
        boolean any = false;
        for (Slot slot : order) {
            Build build = slot.before();
            if (slot.isChanged() || build == null) {
                continue;
            }
            for (Clause clause : build.terms().needs()) {
                if (!world.isMet(clause, build.arch(), Slot::after)
                        && world.isMet(clause, build.arch(), Slot::before)) {
                    any |= keepFor(build, clause);
                }
            }
        }
        return any;
    }

    private boolean keepFor(Build asker, Clause clause) {
        Reason reason = new Reason(
                "finding.needed_as_it_is",
                Map.of("package", asker.name(), "version", asker.version(), "dependency", clause.shown()));
        boolean any = false;
        for (Wanted wanted : clause.alternatives()) {
            for (Slot slot : world.slots(wanted.name())) {
                Build before = slot.before();
                if (slot.isChanged() && before != null && wanted.isMetBy(before, asker.arch())) {
                    keep(slot, reason);
                    any = true;
                }
            }
        }
        return any;
    }

    /** One after the other: what is kept back may be what another was in the way of. */
    private boolean keepWhatBreaks() {
        for (Slot slot : all()) {
            Build build = slot.after();
            if (build == null) {
                continue;
            }
            for (Against against : build.terms().against()) {
                for (Slot other : world.slots(against.wanted().name())) {
                    if ((slot.isChanged() || other.isChanged()) && hits(build, against, other)) {
                        Build hit = Objects.requireNonNull(other.after());
                        // As apt does: what is in the way is pushed aside first, which it never quite gets over.
                        if (other.isChanged()) {
                            keep(other, broken("finding.broken_by", build, against));
                        } else {
                            keep(slot, broken("finding.breaks", hit, against));
                        }
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean hits(Build build, Against against, Slot other) {
        world.look();
        Build hit = other.after();
        // Nobody is against himself, nor against what he stands for.
        return hit != null
                && !hit.name().equals(build.name())
                && against.wanted().hits(hit);
    }

    private static Reason broken(String code, Build other, Against against) {
        return new Reason(
                code, Map.of("package", other.name(), "version", other.version(), "relation", against.text()));
    }

    /** What it needs is kept back itself, held or pinned, cannot come anew, or is nowhere. */
    private Reason unmet(Clause clause) {
        for (Wanted wanted : clause.alternatives()) {
            for (Slot slot : world.slots(wanted.name())) {
                Build stays = slot.after();
                if (stays != null && !slot.isNew()) {
                    return new Reason(
                            slot.isKeptBack() ? "finding.needs_kept_back" : "finding.needs_other",
                            Map.of(
                                    "dependency", clause.shown(),
                                    "package", stays.name(),
                                    "version", stays.version()));
                }
            }
        }
        return Reason.of("finding.unmet", "dependency", clause.shown());
    }

    private void keep(Slot slot, Reason reason) {
        if (slot.isNew()) {
            newcomers.refuse(any(slot));
            return;
        }
        slot.keep();
        reasons.put(slot, reason);
    }

    private List<Slot> all() {
        List<Slot> all = new ArrayList<>(order);
        all.addAll(world.added());
        return all;
    }

    private static Build any(Slot slot) {
        Build before = slot.before();
        return before != null ? before : Objects.requireNonNull(slot.target());
    }
}
