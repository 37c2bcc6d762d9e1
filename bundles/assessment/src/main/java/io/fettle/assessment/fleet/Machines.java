package io.fettle.assessment.fleet;

import io.fettle.api.inventory.Arrivals;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.api.inventory.ItemSet;
import io.fettle.api.inventory.Platforms;
import io.fettle.api.inventory.Simulation;
import io.fettle.assessment.lifecycle.Release;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the index's view of a computer; what many of them have alike is one object. For one thread. */
public final class Machines {
    private static final int MOST_SHARED = 10_000;
    private static final int[] NOTHING_HELD = {};

    private final FleetItems fleet;
    private final Map<Object, Object> shared = new HashMap<>();

    public Machines(FleetItems fleet) {
        this.fleet = fleet;
    }

    public Machine of(Computer computer) {
        Optional<ComputerItems> items = fleet.of(computer.ordinal());
        String platform = shared(computer.facts().map(Platforms::of).orElse(""));
        return new Machine(
                computer.id(),
                computer.ordinal(),
                computer.facts().map(ComputerFacts::hostname).orElse(""),
                shared(computer.officeId()),
                shared(computer.groups()),
                computer.facts().map(facts -> facts.rebootRequired()).orElse(false),
                items.isPresent(),
                shared(items.map(ComputerItems::setup)
                        .filter(setup -> setup >= 0)
                        .map(setup -> new Kind(setup, platform))),
                platform,
                shared(items.flatMap(held -> computer.facts()).map(facts -> Release.of(platform, facts))),
                items.map(ComputerItems::items).orElse(ItemSet.NONE),
                items.map(ComputerItems::held).filter(held -> held.length > 0).orElse(NOTHING_HELD),
                (int) LocalDate.ofInstant(computer.enrolledAt(), ZoneOffset.UTC).toEpochDay(),
                items.map(ComputerItems::arrivals).orElse(Arrivals.NONE),
                shared(items.flatMap(ComputerItems::simulation)
                        .map(Simulation::basis)
                        .orElse("")));
    }

    @SuppressWarnings("unchecked")
    private <T> T shared(T value) {
        if (shared.size() > MOST_SHARED) {
            shared.clear();
        }
        return (T) shared.computeIfAbsent(value, same -> same);
    }
}
