package io.fettle.assessment.check;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.fleet.FleetIndex;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads every bit that the index has of one computer, the wrong ones too: slow, a millisecond or so. Used while the
 * state's lock is held.
 */
final class IndexedLook {
    private IndexedLook() {}

    static Standing of(int ordinal, FleetIndex index, Layer layer, FleetItems fleet) {
        Set<SoftwareItem> items = new HashSet<>();
        for (int item = 0; item < index.itemCount(); item++) {
            if (index.having(item).contains(ordinal)) {
                items.add(index.item(item));
            }
        }
        Set<PatchId> missing = new HashSet<>();
        layer.columns().all().forEach((patch, column) -> {
            if (column.has(ordinal)) {
                missing.add(patch);
            }
        });
        Set<PatchId> superseded = new HashSet<>();
        layer.columns().superseded().forEach((patch, column) -> {
            if (column.has(ordinal)) {
                superseded.add(patch);
            }
        });
        return new Standing(
                items,
                missing,
                superseded,
                layer.tally(ordinal),
                index.byKind().keysOf(ordinal).stream()
                        .map(kind -> fleet.setup(kind.setup()))
                        .collect(Collectors.toSet()),
                index.byPlatform().keysOf(ordinal),
                index.byRelease().keysOf(ordinal),
                index.byOffice().keysOf(ordinal),
                index.byGroup().keysOf(ordinal));
    }
}
