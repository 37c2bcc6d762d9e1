package io.fettle.agent.scan.rpm;

import io.fettle.agent.scan.ScanError;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.RpmSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code dnf-facts.py} told.
 *
 * @param setup empty where it is more than a server takes
 * @param metadata the list of each repository as it is cached
 * @param obstacles why there is no plan, or why the setup is not whole, in dnf's words or our own
 * @param plan what dnf would do now; empty where it lacks metadata or finds no way
 */
record DnfFacts(
        String arch, Optional<RpmSetup> setup, List<Path> metadata, List<String> obstacles, Optional<Plan> plan) {
    DnfFacts {
        metadata = List.copyOf(metadata);
        obstacles = List.copyOf(obstacles);
    }

    record Plan(List<PlannedChange> changes, List<KeptBack> keptBack) {
        Plan {
            changes = List.copyOf(changes);
            keptBack = List.copyOf(keptBack);
        }
    }

    /** @throws FettleException where the facts do not come to their end */
    static DnfFacts parse(String told) {
        DnfReading reading = new DnfReading();
        told.lines().map(line -> line.split("\t", -1)).forEach(reading::take);
        try {
            return reading.facts();
        } catch (IllegalArgumentException e) {
            throw new FettleException(
                    ScanError.DNF_FAILED, "dnf's facts have a priority that is no number or a path that is none", e);
        }
    }
}
