package io.fettle.assessment.evaluation;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.verdict.PastOffer;
import io.fettle.assessment.verdict.Trail;
import io.fettle.spi.store.FirstSeenStore;
import io.fettle.spi.store.FirstSeenStore.FirstSeen;
import io.fettle.spi.store.FirstSeenStore.Offered;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Since when each patch is known to be missing anywhere. It is written down by the evaluating thread, in memory first, so
 * that no reader meets a patch that has no day, and durably soon after. Everybody may read.
 */
public final class FirstSeenBook implements Trail {
    /** More versions of one package come from nobody in earnest; later ones are not remembered. */
    private static final int MOST_OF_A_NAME = 1000;

    private final FirstSeenStore store;
    private final Map<PatchId, Integer> days = new ConcurrentHashMap<>();
    private final List<FirstSeen> pending = new ArrayList<>();
    private final Map<PatchId, PastOffer> offers = new ConcurrentHashMap<>();
    private final Map<String, List<PatchId>> byName = new ConcurrentHashMap<>();
    private final List<Offered> pendingOffers = new ArrayList<>();

    public FirstSeenBook(FirstSeenStore store) {
        this.store = store;
    }

    /** Reads what was known before; once, before anything is evaluated. */
    void load() {
        store.readAll(seen -> days.put(seen.patch(), day(seen.day())));
        store.readOffers(offered -> {
            Integer day = days.get(offered.patch());
            if (day != null) {
                remember(offered, day);
            }
        });
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

    /**
     * Remembers where a patch is offered that somebody misses. For the evaluating thread.
     *
     * @param line see {@link io.fettle.assessment.verdict.ReleaseLine}
     */
    void note(AvailablePackage offer, PatchId patch, String line, LocalDate today) {
        PastOffer known = offers.get(patch);
        if (known != null && known.lines().contains(line)) {
            return;
        }
        SoftwareItem version = new SoftwareItem(
                offer.ecosystem(),
                offer.name(),
                offer.version(),
                offer.arch(),
                offer.sourceName(),
                offer.sourceVersion(),
                offer.multiArch());
        Offered offered = new Offered(patch, version, line);
        boolean full =
                known == null && byName.getOrDefault(offer.name(), List.of()).size() >= MOST_OF_A_NAME;
        if (!full && offered.isStorable()) {
            remember(offered, seen(patch, today));
            pendingOffers.add(offered);
        }
    }

    private void remember(Offered offered, int day) {
        PastOffer known = offers.get(offered.patch());
        Set<String> lines = new HashSet<>(Set.of(offered.line()));
        if (known != null) {
            lines.addAll(known.lines());
        }
        PastOffer next = new PastOffer(offered.patch(), offered.version(), lines, day);
        offers.put(offered.patch(), next);
        if (known == null) {
            byName.merge(offered.version().name(), List.of(offered.patch()), FirstSeenBook::joined);
        }
    }

    private static List<PatchId> joined(List<PatchId> some, List<PatchId> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    public List<PastOffer> of(String name) {
        return byName.getOrDefault(name, List.of()).stream().map(offers::get).toList();
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
        if (!pendingOffers.isEmpty()) {
            store.addOffers(List.copyOf(pendingOffers));
            pendingOffers.clear();
        }
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }
}
