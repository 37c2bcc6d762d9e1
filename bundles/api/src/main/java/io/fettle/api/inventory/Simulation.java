package io.fettle.api.inventory;

import java.time.Instant;
import java.util.List;

/**
 * The computer's own dry run ({@code apt-get -s upgrade --with-new-pkgs --no-remove}).
 *
 * @param basis names the metadata that it ran on: SHA-256 over the digests of the signed lists, hexadecimal
 */
public record Simulation(Instant at, String basis, List<PlannedChange> changes, List<KeptBack> keptBack) {
    public Simulation {
        changes = List.copyOf(changes);
        keptBack = List.copyOf(keptBack);
    }
}
