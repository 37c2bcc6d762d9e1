package io.fettle.assessment;

import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.exposure.Columns;
import io.fettle.assessment.exposure.Fleet;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.flaw.ItemName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.roaringbitmap.RoaringBitmap;

/**
 * The fleet as bitmaps: which computers have an item, a kind, an office, a group; and, in a {@link Layer} per catalog revision,
 * which computers miss which patch. A check-in flips the bits of one computer; a catalog revision gets a new layer, made
 * from bitmaps alone. Not thread-safe by itself: {@link GuardedIndex} is.
 */
final class FleetIndex implements Fleet {
    private final IntFunction<SoftwareItem> software;
    private final Map<ItemName, ItemNumbers> byName = new HashMap<>();
    private final Columns columns = new Columns();
    private long changes;
    private final List<RoaringBitmap> byItem = new ArrayList<>();
    private final Map<Kind, RoaringBitmap> byKind = new HashMap<>();
    private final Map<String, RoaringBitmap> byPlatform = new HashMap<>();
    private final Map<String, RoaringBitmap> byOffice = new HashMap<>();
    private final Map<String, RoaringBitmap> byGroup = new HashMap<>();
    private final Map<Integer, Machine> machines = new HashMap<>();
    private final Map<ComputerId, Integer> ordinals = new HashMap<>();

    /** @param software what an item number stands for */
    FleetIndex(IntFunction<SoftwareItem> software) {
        this.software = software;
    }

    /** Takes a computer in, or replaces what was known of it. */
    void put(Machine next, Layer layer) {
        forgetColumns(next);
        takeOut(next.ordinal(), layer);
        machines.put(next.ordinal(), next);
        ordinals.put(next.id(), next.ordinal());
        byOffice.computeIfAbsent(next.officeId(), office -> new RoaringBitmap()).add(next.ordinal());
        next.groups().forEach(group -> byGroup.computeIfAbsent(group, g -> new RoaringBitmap())
                .add(next.ordinal()));
        next.kind().ifPresent(kind -> byKind.computeIfAbsent(kind, k -> new RoaringBitmap())
                .add(next.ordinal()));
        if (next.hasInventory()) {
            byPlatform
                    .computeIfAbsent(next.platform(), p -> new RoaringBitmap())
                    .add(next.ordinal());
        }
        next.items().forEach((int item) -> computersWith(item).add(next.ordinal()));
        layer.add(next);
    }

    void remove(int ordinal, Layer layer) {
        Optional.ofNullable(machines.get(ordinal))
                .ifPresent(known -> known.items().forEach((int item) -> columns.forget(software.apply(item))));
        takeOut(ordinal, layer);
    }

    /** Columns hold bitmaps of their own; only those of items that come or go are out of date. */
    private void forgetColumns(Machine next) {
        changes++;
        Machine known = machines.get(next.ordinal());
        RoaringBitmap flipped = known != null && known.platform().equals(next.platform())
                ? RoaringBitmap.xor(known.items(), next.items())
                : RoaringBitmap.or(known == null ? new RoaringBitmap() : known.items(), next.items());
        flipped.forEach((int item) -> columns.forget(software.apply(item)));
    }

    private void takeOut(int ordinal, Layer layer) {
        changes++;
        Machine known = machines.remove(ordinal);
        if (known == null) {
            return;
        }
        layer.remove(known);
        ordinals.remove(known.id());
        removeFrom(byOffice, known.officeId(), ordinal);
        known.groups().forEach(group -> removeFrom(byGroup, group, ordinal));
        known.kind().ifPresent(kind -> removeFrom(byKind, kind, ordinal));
        removeFrom(byPlatform, known.platform(), ordinal);
        known.items().forEach((int item) -> computersWith(item).remove(ordinal));
    }

    private static <K> void removeFrom(Map<K, RoaringBitmap> bitmaps, K key, int ordinal) {
        RoaringBitmap bitmap = bitmaps.get(key);
        if (bitmap != null) {
            bitmap.remove(ordinal);
            if (bitmap.isEmpty()) {
                bitmaps.remove(key);
            }
        }
    }

    private RoaringBitmap computersWith(int item) {
        while (byItem.size() <= item) {
            SoftwareItem next = software.apply(byItem.size());
            for (Called called : FlawBook.names(next, "")) {
                byName.computeIfAbsent(ItemName.of(called.subject()), name -> new ItemNumbers())
                        .add(byItem.size());
            }
            byItem.add(new RoaringBitmap());
        }
        return byItem.get(item);
    }

    /** Fills a new layer for all computers: per kind and item one verdict and one intersection. */
    void fill(Layer layer) {
        byKind.forEach((kind, computers) -> {
            SetupVerdicts verdicts = layer.verdicts(kind);
            for (int item = 0; item < byItem.size(); item++) {
                RoaringBitmap having = byItem.get(item);
                if (RoaringBitmap.intersects(having, computers)) {
                    int number = item;
                    verdicts.of(item)
                            .filter(verdict -> verdict.state() == FindingState.MISSING)
                            .ifPresent(verdict -> layer.addAll(number, verdict, RoaringBitmap.and(having, computers)));
                }
            }
        });
        machines.values().forEach(layer::count);
    }

    /** Grows with every change of a computer. */
    long changes() {
        return changes;
    }

    Columns columns() {
        return columns;
    }

    @Override
    public int[] items(ItemName name) {
        ItemNumbers numbers = byName.get(name);
        return numbers == null ? new int[0] : numbers.toArray();
    }

    @Override
    public Collection<ItemName> names() {
        return byName.keySet();
    }

    @Override
    public SoftwareItem item(int item) {
        return software.apply(item);
    }

    @Override
    public RoaringBitmap having(int item) {
        return byItem.get(item);
    }

    @Override
    public Collection<String> platforms() {
        return byPlatform.keySet();
    }

    @Override
    public RoaringBitmap on(String platform) {
        return byPlatform.getOrDefault(platform, new RoaringBitmap());
    }

    Optional<Machine> find(ComputerId id) {
        return Optional.ofNullable(ordinals.get(id)).map(machines::get);
    }

    Optional<Machine> find(int ordinal) {
        return Optional.ofNullable(machines.get(ordinal));
    }

    Iterable<Machine> machines() {
        return machines.values();
    }

    /** Ordinals that the scope sees. */
    RoaringBitmap visible(Scope scope) {
        RoaringBitmap visible = new RoaringBitmap();
        byOffice.forEach((office, computers) -> {
            if (scope.sees(office)) {
                visible.or(computers);
            }
        });
        return visible;
    }

    RoaringBitmap inOffice(String office) {
        return byOffice.getOrDefault(office, new RoaringBitmap());
    }

    /** Members of any of these groups; of {@link Approval#ALL} everybody is one. */
    RoaringBitmap inGroups(Set<String> groups) {
        if (groups.contains(Approval.ALL)) {
            return visible(Scope.all());
        }
        RoaringBitmap members = new RoaringBitmap();
        groups.forEach(group -> members.or(byGroup.getOrDefault(group, new RoaringBitmap())));
        return members;
    }

    /** Computers by kind; must not be changed. */
    Map<Kind, RoaringBitmap> kinds() {
        return byKind;
    }

    List<ComputerId> ids(RoaringBitmap ordinalsWanted) {
        List<ComputerId> ids = new ArrayList<>();
        ordinalsWanted.forEach((int ordinal) -> find(ordinal).ifPresent(machine -> ids.add(machine.id())));
        return ids;
    }

    /** A growing list of numbers. */
    private static final class ItemNumbers {
        private int[] numbers = new int[2];
        private int count;

        void add(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number;
        }

        int[] toArray() {
            return Arrays.copyOf(numbers, count);
        }
    }

    /** Names a patch's column in a layer. */
    static PatchId key(Verdict verdict) {
        return verdict.target().patchId();
    }
}
