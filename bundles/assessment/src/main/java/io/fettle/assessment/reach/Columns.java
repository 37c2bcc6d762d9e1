package io.fettle.assessment.reach;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.flaw.ItemName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * The columns that somebody has asked for, until their computers change. Thread-safe for readers; to forget is for the
 * one writer, while nobody reads.
 */
public final class Columns {
    private static final String ANY = "";

    private final Map<ItemName, Map<String, Map<String, VersionColumn>>> columns = new ConcurrentHashMap<>();

    /** Drops what an item's computers are part of. */
    public void forget(SoftwareItem item) {
        if (columns.isEmpty()) {
            return;
        }
        for (Called called : FlawBook.names(item, ANY)) {
            columns.remove(ItemName.of(called.subject()));
        }
    }

    public void forgetAll() {
        columns.clear();
    }

    /** By architecture, and under the empty one for all together. Empty where nobody on that platform has it. */
    Map<String, VersionColumn> of(Subject subject, Fleet fleet) {
        return columns.computeIfAbsent(ItemName.of(subject), name -> new ConcurrentHashMap<>())
                .computeIfAbsent(subject.platform(), platform -> build(subject, fleet));
    }

    private static Map<String, VersionColumn> build(Subject subject, Fleet fleet) {
        Map<String, Map<String, RoaringBitmap>> byArch = new HashMap<>();
        RoaringBitmap platform = fleet.on(subject.platform());
        for (int number : fleet.items(ItemName.of(subject))) {
            RoaringBitmap computers = RoaringBitmap.and(fleet.having(number), platform);
            if (!computers.isEmpty()) {
                SoftwareItem item = fleet.item(number);
                String version = versionOf(item, subject).orElseThrow();
                add(byArch, item.arch(), version, computers);
                add(byArch, ANY, version, computers);
            }
        }
        Map<String, VersionColumn> built = new HashMap<>();
        FlawBook.orderOf(subject)
                .ifPresent(
                        order -> byArch.forEach((arch, having) -> built.put(arch, new VersionColumn(having, order))));
        return Map.copyOf(built);
    }

    private static Optional<String> versionOf(SoftwareItem item, Subject subject) {
        return FlawBook.names(item, subject.platform()).stream()
                .filter(called -> called.subject().equals(subject))
                .map(Called::version)
                .findFirst();
    }

    private static void add(
            Map<String, Map<String, RoaringBitmap>> byArch, String arch, String version, RoaringBitmap computers) {
        byArch.computeIfAbsent(arch, a -> new HashMap<>())
                .computeIfAbsent(version, v -> new RoaringBitmap())
                .or(computers);
    }

    /** The columns that a statement for these architectures is about. */
    static Collection<VersionColumn> forArches(Map<String, VersionColumn> columns, Collection<String> arches) {
        Collection<String> wanted = arches.isEmpty() ? List.of(ANY) : arches;
        return wanted.stream().filter(columns::containsKey).map(columns::get).toList();
    }
}
