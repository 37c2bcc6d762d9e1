package io.fettle.assessment.reach;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.flaw.Modularity;
import java.util.ArrayList;
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

    private final Map<ItemName, Map<String, Map<Build, VersionColumn>>> columns = new ConcurrentHashMap<>();

    /** Packages of one architecture, or of any (empty), that were built for a module or were not. */
    record Build(String arch, boolean modular) {}

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

    /** Empty where nobody on that platform has it. */
    Map<Build, VersionColumn> of(Subject subject, Fleet fleet) {
        return columns.computeIfAbsent(ItemName.of(subject), name -> new ConcurrentHashMap<>())
                .computeIfAbsent(subject.platform(), platform -> build(subject, fleet));
    }

    private static Map<Build, VersionColumn> build(Subject subject, Fleet fleet) {
        Map<Build, Map<String, RoaringBitmap>> having = new HashMap<>();
        RoaringBitmap platform = fleet.on(subject.platform());
        for (int number : fleet.items(ItemName.of(subject))) {
            RoaringBitmap computers = RoaringBitmap.and(fleet.having(number), platform);
            if (!computers.isEmpty()) {
                SoftwareItem item = fleet.item(number);
                String version = versionOf(item, subject).orElseThrow();
                boolean modular = Modularity.isModular(item);
                add(having, new Build(item.arch(), modular), version, computers);
                add(having, new Build(ANY, modular), version, computers);
            }
        }
        Map<Build, VersionColumn> built = new HashMap<>();
        FlawBook.orderOf(subject)
                .ifPresent(order ->
                        having.forEach((build, versions) -> built.put(build, new VersionColumn(versions, order))));
        return Map.copyOf(built);
    }

    private static Optional<String> versionOf(SoftwareItem item, Subject subject) {
        return FlawBook.names(item, subject.platform()).stream()
                .filter(called -> called.subject().equals(subject))
                .map(Called::version)
                .findFirst();
    }

    private static void add(
            Map<Build, Map<String, RoaringBitmap>> having, Build build, String version, RoaringBitmap computers) {
        having.computeIfAbsent(build, b -> new HashMap<>())
                .computeIfAbsent(version, v -> new RoaringBitmap())
                .or(computers);
    }

    /** The columns of packages that the flaw is about. */
    static Collection<VersionColumn> about(Flaw flaw, Map<Build, VersionColumn> columns) {
        List<VersionColumn> about = new ArrayList<>();
        for (String arch : flaw.arches().isEmpty() ? List.of(ANY) : flaw.arches()) {
            for (boolean modular : new boolean[] {false, true}) {
                VersionColumn column = columns.get(new Build(arch, modular));
                if (column != null && flaw.isOfBuild(modular)) {
                    about.add(column);
                }
            }
        }
        return about;
    }
}
