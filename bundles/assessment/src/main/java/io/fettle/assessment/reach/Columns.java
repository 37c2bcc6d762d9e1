package io.fettle.assessment.reach;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.flaw.Modularity;
import io.fettle.version.VersionOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The columns that somebody has asked for lately, until their computers change: as many as fit into the limit, and what was
 * not asked for the longest time goes first. Thread-safe for readers; to forget is for the one writer, while nobody reads.
 */
public final class Columns {
    /** The columns of about a thousand packages in a fleet of a few thousand computers, of some hundred in a large one. */
    public static final long LIMIT_BYTES = 16L << 20;

    private static final String ANY = "";

    private final long limitBytes;
    private final Map<ItemName, OfPackage> columns = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public Columns(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** What is kept of one package, by platform. */
    private record OfPackage(Map<String, Map<Build, VersionColumn>> byPlatform) {
        long bytes() {
            return byPlatform.values().stream()
                    .flatMap(columns -> columns.values().stream())
                    .distinct()
                    .mapToLong(VersionColumn::bytes)
                    .sum();
        }
    }

    /** Packages of one architecture, or of any (empty), that were built for a module or were not. */
    record Build(String arch, boolean modular) {}

    /** Drops what an item's computers are part of. */
    public void forget(SoftwareItem item) {
        synchronized (columns) {
            if (columns.isEmpty()) {
                return;
            }
            for (Called called : FlawBook.names(item, ANY)) {
                drop(columns.remove(ItemName.of(called.subject())));
            }
        }
    }

    private void drop(@Nullable OfPackage dropped) {
        bytes -= dropped == null ? 0 : dropped.bytes();
    }

    public void forgetAll() {
        synchronized (columns) {
            columns.clear();
            bytes = 0;
        }
    }

    /** What is kept takes about this much memory. */
    public long bytes() {
        synchronized (columns) {
            return bytes;
        }
    }

    /** Empty where nobody on that platform has it. */
    Map<Build, VersionColumn> of(Subject subject, Fleet fleet) {
        ItemName name = ItemName.of(subject);
        synchronized (columns) {
            OfPackage kept = columns.get(name);
            if (kept != null && kept.byPlatform().containsKey(subject.platform())) {
                return kept.byPlatform().get(subject.platform());
            }
        }
        Map<Build, VersionColumn> built = build(subject, fleet);
        synchronized (columns) {
            keep(name, subject.platform(), built);
        }
        return built;
    }

    private void keep(ItemName name, String platform, Map<Build, VersionColumn> built) {
        OfPackage kept = columns.computeIfAbsent(name, n -> new OfPackage(new HashMap<>()));
        bytes -= kept.bytes();
        kept.byPlatform().put(platform, built);
        bytes += kept.bytes();
        Iterator<OfPackage> oldestFirst = columns.values().iterator();
        while (bytes > limitBytes) {
            drop(oldestFirst.next());
            oldestFirst.remove();
        }
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
                add(having.computeIfAbsent(new Build(item.arch(), modular), b -> new HashMap<>()), version, computers);
            }
        }
        Map<Build, VersionColumn> built = new HashMap<>();
        FlawBook.orderOf(subject).ifPresent(order -> columns(having, order, built));
        return Map.copyOf(built);
    }

    private static void columns(
            Map<Build, Map<String, RoaringBitmap>> having, VersionOrder order, Map<Build, VersionColumn> built) {
        having.forEach((build, versions) -> built.put(build, new VersionColumn(versions, order)));
        for (boolean modular : new boolean[] {false, true}) {
            List<Build> all = having.keySet().stream()
                    .filter(build -> build.modular() == modular)
                    .toList();
            if (!all.isEmpty()) {
                // Most packages are there for one architecture only, which needs no second column.
                VersionColumn column = all.size() == 1
                        ? built.get(all.get(0))
                        : new VersionColumn(together(all.stream().map(having::get)), order);
                built.put(new Build(ANY, modular), column);
            }
        }
    }

    private static Map<String, RoaringBitmap> together(Stream<Map<String, RoaringBitmap>> arches) {
        Map<String, RoaringBitmap> together = new HashMap<>();
        arches.forEach(versions -> versions.forEach((version, computers) -> add(together, version, computers)));
        return together;
    }

    private static Optional<String> versionOf(SoftwareItem item, Subject subject) {
        return FlawBook.names(item, subject.platform()).stream()
                .filter(called -> called.subject().equals(subject))
                .map(Called::version)
                .findFirst();
    }

    private static void add(Map<String, RoaringBitmap> versions, String version, RoaringBitmap computers) {
        versions.computeIfAbsent(version, v -> new RoaringBitmap()).or(computers);
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
