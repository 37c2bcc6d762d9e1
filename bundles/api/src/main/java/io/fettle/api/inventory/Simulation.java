package io.fettle.api.inventory;

import io.fettle.api.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The computer's own dry run ({@code apt-get -s upgrade --with-new-pkgs --no-remove}, or what dnf's solver comes to).
 *
 * @param basis names the metadata that it ran on, see {@link #basisOf}
 */
public record Simulation(Instant at, String basis, List<PlannedChange> changes, List<KeptBack> keptBack) {
    public Simulation {
        changes = List.copyOf(changes);
        keptBack = List.copyOf(keptBack);
    }

    /**
     * Names metadata by its signed lists (InRelease, or Release where there is none; repomd.xml): SHA-256, hexadecimal, over their
     * distinct SHA-256 in ascending order, as hexadecimal digits joined by line feeds. Agent and server have the same
     * metadata if and only if they get the same.
     */
    public static String basisOf(Collection<Digest> signedLists) {
        String text = new TreeSet<>(signedLists).stream().map(Digest::hex).collect(Collectors.joining("\n"));
        return Digest.of(text.getBytes(StandardCharsets.US_ASCII)).hex();
    }
}
