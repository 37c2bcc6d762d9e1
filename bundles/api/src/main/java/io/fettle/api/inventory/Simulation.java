package io.fettle.api.inventory;

import io.fettle.api.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The computer's own dry run ({@code apt-get -s upgrade --with-new-pkgs --no-remove}).
 *
 * @param basis names the metadata that it ran on, see {@link #basisOf}
 */
public record Simulation(Instant at, String basis, List<PlannedChange> changes, List<KeptBack> keptBack) {
    public Simulation {
        changes = List.copyOf(changes);
        keptBack = List.copyOf(keptBack);
    }

    /**
     * Names metadata by its signed lists (InRelease, or Release where there is none): SHA-256, hexadecimal, over their
     * distinct SHA-256 in ascending order, each as hexadecimal digits and a line feed. Agent and server have the same
     * metadata if and only if they get the same.
     */
    public static String basisOf(Collection<Digest> signedLists) {
        StringBuilder text = new StringBuilder();
        new TreeSet<>(signedLists).forEach(list -> text.append(list.hex()).append('\n'));
        return Digest.of(text.toString().getBytes(StandardCharsets.US_ASCII)).hex();
    }
}
