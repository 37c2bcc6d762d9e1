package io.fettle.assessment.evaluation;

import io.fettle.api.catalog.PatchId;
import io.fettle.spi.store.FirstSeenStore;
import io.fettle.spi.store.FirstSeenStore.FirstSeen;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when each patch is known to be missing anywhere. It is written down by the evaluating thread, in memory first, so
 * that no reader meets a patch that has no day, and durably soon after. Everybody may read.
 */
public final class FirstSeenBook {
    private final FirstSeenStore store;
    private final Map<PatchId, Integer> days = new ConcurrentHashMap<>();
    private final List<FirstSeen> pending = new ArrayList<>();

    public FirstSeenBook(FirstSeenStore store) {
        this.store = store;
    }

    /** Reads what was known before; once, before anything is evaluated. */
    void load() {
        store.readAll(seen -> days.put(seen.patch(), day(seen.day())));
    }

    /** The day since which it is known; for a new one that is today. For the evaluating thread. */
    int seen(PatchId patch, LocalDate today) {
        Integer known = days.get(patch);
        if (known != null) {
            return known;
        }
        pending.add(new FirstSeen(patch, today));
        days.put(patch, day(today));
        return day(today);
    }

    /** The day since which it is known; today where it is not. */
    public int dayOf(PatchId patch, LocalDate today) {
        return days.getOrDefault(patch, day(today));
    }

    /** Makes durable what is new; what fails is tried again by the next. For the evaluating thread. */
    void flush() {
        if (!pending.isEmpty()) {
            store.add(List.copyOf(pending));
            pending.clear();
        }
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }
}
