package io.fettle.assessment;

import io.fettle.api.catalog.PatchId;
import io.fettle.spi.store.FirstSeenStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Since when patches are missing, as if it were durable. */
final class FakeFirstSeen implements FirstSeenStore {
    final Map<PatchId, LocalDate> days = new HashMap<>();
    final List<Offered> offers = new ArrayList<>();
    boolean failing;
    /** How often something was made durable. */
    int writes;

    @Override
    public void readAll(Consumer<FirstSeen> reader) {
        days.forEach((patch, day) -> reader.accept(new FirstSeen(patch, day)));
    }

    @Override
    public void add(List<FirstSeen> patches) {
        if (failing) {
            throw new IllegalStateException("no database");
        }
        writes++;
        patches.forEach(seen -> days.putIfAbsent(seen.patch(), seen.day()));
    }

    @Override
    public void readOffers(Consumer<Offered> reader) {
        offers.forEach(reader);
    }

    @Override
    public void addOffers(List<Offered> more) {
        if (failing) {
            throw new IllegalStateException("no database");
        }
        writes++;
        more.stream().filter(offered -> !offers.contains(offered)).forEach(offers::add);
    }
}
