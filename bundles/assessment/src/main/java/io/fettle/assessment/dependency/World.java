package io.fettle.assessment.dependency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All places of a computer by the names that they answer to, those that would be new among them. Counts what it is asked: a
 * computer whose packages say a million things of one another is left alone. For one thread.
 */
final class World {
    private static final int MOST_LOOKS = 3_000_000;

    private final Map<String, List<Slot>> byName = new HashMap<>();
    private final List<Slot> installed;
    private final List<Slot> added = new ArrayList<>();
    private int looks;

    World(List<Slot> installed) {
        this.installed = installed;
        installed.forEach(this::index);
    }

    /** Leaves the reckoning where it would take too long. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchException() {
            super("This computer's packages say too much of one another", null, false, false);
        }
    }

    List<Slot> installed() {
        return installed;
    }

    List<Slot> added() {
        return added;
    }

    void add(Slot slot) {
        added.add(slot);
        index(slot);
    }

    /** Takes the ones that were added last out again. */
    void shrinkTo(int count) {
        while (added.size() > count) {
            Slot last = added.remove(added.size() - 1);
            namesOf(last).forEach(name -> slots(name).remove(last));
        }
    }

    /** Those that stand for a name now, or would. */
    List<Slot> slots(String name) {
        return byName.getOrDefault(name, List.of());
    }

    boolean isMet(Clause clause, String asker, Function<Slot, @Nullable Build> state) {
        for (Wanted wanted : clause.alternatives()) {
            for (Slot slot : slots(wanted.name())) {
                look();
                Build build = state.apply(slot);
                if (build != null && wanted.isMetBy(build, asker)) {
                    return true;
                }
            }
        }
        return false;
    }

    void look() {
        looks++;
        if (looks > MOST_LOOKS) {
            throw new TooMuchException();
        }
    }

    private void index(Slot slot) {
        namesOf(slot).forEach(name -> byName.computeIfAbsent(name, n -> new ArrayList<>(1))
                .add(slot));
    }

    private static List<String> namesOf(Slot slot) {
        List<String> names = new ArrayList<>(1);
        addNames(slot.before(), names);
        addNames(slot.target(), names);
        return names;
    }

    private static void addNames(@Nullable Build build, List<String> names) {
        if (build == null) {
            return;
        }
        if (!names.contains(build.name())) {
            names.add(build.name());
        }
        for (Provision provision : build.terms().provides()) {
            if (!names.contains(provision.name())) {
                names.add(provision.name());
            }
        }
    }
}
