package io.fettle.assessment;

import io.fettle.api.Scope;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * The fleet as bitmaps: which computers have an item, a kind, an office; and, in a {@link Layer} per catalog revision,
 * which computers miss which patch. A check-in flips the bits of one computer; a catalog revision gets a new layer, made
 * from bitmaps alone. Not thread-safe by itself: {@link GuardedIndex} is.
 */
final class FleetIndex {
    private final List<RoaringBitmap> byItem = new ArrayList<>();
    private final Map<Kind, RoaringBitmap> byKind = new HashMap<>();
    private final Map<String, RoaringBitmap> byPlatform = new HashMap<>();
    private final Map<String, RoaringBitmap> byOffice = new HashMap<>();
    private final Map<Integer, Machine> machines = new HashMap<>();
    private final Map<ComputerId, Integer> ordinals = new HashMap<>();

    /** Takes a computer in, or replaces what was known of it. */
    void put(Machine next, Layer layer) {
        remove(next.ordinal(), layer);
        machines.put(next.ordinal(), next);
        ordinals.put(next.id(), next.ordinal());
        byOffice.computeIfAbsent(next.officeId(), office -> new RoaringBitmap()).add(next.ordinal());
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
        Machine known = machines.remove(ordinal);
        if (known == null) {
            return;
        }
        layer.remove(known);
        ordinals.remove(known.id());
        removeFrom(byOffice, known.officeId(), ordinal);
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

    List<ComputerId> ids(RoaringBitmap ordinalsWanted) {
        List<ComputerId> ids = new ArrayList<>();
        ordinalsWanted.forEach((int ordinal) -> find(ordinal).ifPresent(machine -> ids.add(machine.id())));
        return ids;
    }

    /** Names a patch's column in a layer. */
    static PatchId key(Verdict verdict) {
        return verdict.target().patchId();
    }
}
