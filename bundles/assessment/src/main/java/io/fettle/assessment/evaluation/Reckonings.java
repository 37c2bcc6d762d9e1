package io.fettle.assessment.evaluation;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.verdict.Placed;
import io.fettle.assessment.verdict.Reckoned;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/** Reckons for one computer at a time, when somebody looks at it, and remembers those looked at lately. Thread-safe. */
final class Reckonings {
    /** More than one page of computers. */
    private static final int MOST = 2_000;

    private final IntFunction<SoftwareItem> items;
    private final Map<Integer, Known> known = new ConcurrentHashMap<>();

    Reckonings(IntFunction<SoftwareItem> items) {
        this.items = items;
    }

    private record Known(Machine machine, Optional<ReckonedItems> reckoned) {}

    /** Empty where nobody can tell. */
    Optional<ReckonedItems> of(Machine machine, SetupVerdicts verdicts) {
        Known last = known.get(machine.ordinal());
        // Whatever changes about a computer makes another object of it.
        if (last != null && last.machine() == machine) {
            return last.reckoned();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        Optional<ReckonedItems> reckoned = reckon(machine, verdicts);
        known.put(machine.ordinal(), new Known(machine, reckoned));
        return reckoned;
    }

    private Optional<ReckonedItems> reckon(Machine machine, SetupVerdicts verdicts) {
        int[] numbers = machine.items().toArray();
        List<Placed> packages = new ArrayList<>(numbers.length);
        boolean any = false;
        for (int item : numbers) {
            Optional<Verdict> update =
                    verdicts.of(item).filter(Reckonings::isTaken).filter(v -> !machine.holds(item));
            any |= update.isPresent();
            packages.add(new Placed(items.apply(item), update));
        }
        if (!any) {
            return Optional.of(new ReckonedItems(Map.of(), true));
        }
        return verdicts.reckon(packages).map(reckoned -> byItem(numbers, reckoned));
    }

    /** A downgrade that is asked for is no missing update, but it is made all the same. */
    private static boolean isTaken(Verdict verdict) {
        return verdict.state() == FindingState.MISSING || verdict.state() == FindingState.DOWNGRADE;
    }

    private static ReckonedItems byItem(int[] numbers, Reckoned reckoned) {
        Map<Integer, Reason> keptBack = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            int item = numbers[i];
            reckoned.keptBack().get(i).ifPresent(reason -> keptBack.put(item, reason));
        }
        return new ReckonedItems(keptBack, reckoned.complete());
    }
}
