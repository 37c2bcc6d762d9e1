package io.fettle.assessment.dependency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Finds packages that would have to be installed anew for others. For one thread. */
final class Newcomers {
    private static final int DEEPEST = 100;

    private final World world;
    private final Market market;
    private final Set<String> refused = new HashSet<>();

    Newcomers(World world, Market market) {
        this.world = world;
        this.market = market;
    }

    /** It cannot be installed, whoever needs it. */
    void refuse(Build build) {
        refused.add(key(build));
    }

    /** Brings whatever a build still needs into the world; where that cannot be done, nothing, and tells what is in the way. */
    boolean bring(Clause clause, Build asker) {
        return bring(clause, asker, DEEPEST);
    }

    private boolean bring(Clause clause, Build asker, int depth) {
        int before = world.added().size();
        for (Wanted wanted : clause.alternatives()) {
            for (Build build : offered(wanted, asker.arch())) {
                if (fits(build) && bringWithNeeds(build, depth)) {
                    return true;
                }
                world.shrinkTo(before);
            }
        }
        return false;
    }

    private boolean bringWithNeeds(Build build, int depth) {
        if (depth == 0) {
            return false;
        }
        // In its place before its own needs are looked at: circles are allowed.
        world.add(Slot.added(build));
        return bringAll(build.terms().needs(), build, depth)
                && bringAll(build.terms().recommends(), build, depth);
    }

    private boolean bringAll(List<Clause> clauses, Build asker, int depth) {
        for (Clause clause : clauses) {
            if (!world.isMet(clause, asker.arch(), Slot::after) && !bring(clause, asker, depth - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is neither refused nor there already, in whatever version. */
    private boolean fits(Build build) {
        return !refused.contains(key(build))
                && world.slots(build.name()).stream()
                        .map(slot -> Objects.requireNonNullElse(slot.before(), slot.target()))
                        .noneMatch(other -> Objects.requireNonNull(other).name().equals(build.name())
                                && other.arch().equals(build.arch()));
    }

    private List<Build> offered(Wanted wanted, String asker) {
        world.look();
        List<Build> offered = new ArrayList<>(market.candidates(wanted.name()));
        offered.addAll(market.providing(wanted.name()));
        offered.removeIf(build -> !wanted.isMetBy(build, asker));
        // Its own architecture first, a foreign one where that serves as well.
        offered.sort(Comparator.comparing(build -> !build.arch().equals(asker)));
        return offered;
    }

    private static String key(Build build) {
        return build.name() + ':' + build.arch();
    }
}
