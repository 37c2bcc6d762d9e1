package io.fettle.demo;

import io.fettle.api.Digest;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Everything that one distribution offers in the demo of one seed. Immutable. */
record Archive(Distribution distribution, List<PackageHistory> histories) {
    Archive {
        histories = List.copyOf(histories);
    }

    static Archive of(Distribution distribution, List<KnownPackage> known, long seed) {
        return new Archive(
                distribution,
                known.stream()
                        .map(one -> PackageHistory.of(one, distribution, seed))
                        .sorted(Comparator.comparing(
                                history -> history.current().name()))
                        .toList());
    }

    /** The Packages index of the main suite. */
    String mainIndex() {
        StringBuilder index = new StringBuilder();
        histories.forEach(history -> stanza(index, history.known(), history.released()));
        return index.toString();
    }

    /** The Packages index of the security suite. */
    String securityIndex() {
        StringBuilder index = new StringBuilder();
        histories.forEach(history -> history.fixed().ifPresent(item -> stanza(index, history.known(), item)));
        return index.toString();
    }

    /** Nobody can fetch what it describes: there are no packages behind the demo, only the talk of them. */
    private static void stanza(StringBuilder index, KnownPackage known, SoftwareItem item) {
        String file = item.name() + '_' + item.version().replaceFirst("^[0-9]+:", "") + '_' + item.arch() + ".deb";
        index.append("Package: ").append(item.name()).append('\n');
        if (!item.sourceName().equals(item.name())) {
            index.append("Source: ").append(item.sourceName()).append('\n');
        }
        index.append("Version: ").append(item.version()).append('\n');
        index.append("Architecture: ").append(item.arch()).append('\n');
        if (item.multiArch() != MultiArch.NO) {
            index.append("Multi-Arch: ")
                    .append(item.multiArch().name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        index.append("Filename: pool/")
                .append(item.sourceName())
                .append('/')
                .append(file)
                .append('\n');
        index.append("Size: ").append(known.size()).append('\n');
        index.append("SHA256: ")
                .append(Digest.of(("demo " + file).getBytes(StandardCharsets.UTF_8)))
                .append('\n');
        index.append("Description: demo data, nothing that could be installed\n\n");
    }
}
