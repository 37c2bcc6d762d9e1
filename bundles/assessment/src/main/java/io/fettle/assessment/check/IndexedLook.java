package io.fettle.assessment.check;

import io.fettle.api.advisory.CveId;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.exposure.FleetExposures;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.verdict.StaleSources;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads every bit that the index has of one computer, the wrong ones too: slow, some milliseconds. Used while the
 * state's lock is held.
 */
final class IndexedLook {
    private IndexedLook() {}

    static Set<SoftwareItem> items(int ordinal, FleetIndex index) {
        Set<SoftwareItem> items = new HashSet<>();
        for (int item = 0; item < index.itemCount(); item++) {
            if (index.having(item).contains(ordinal)) {
                items.add(index.item(item));
            }
        }
        return items;
    }

    /** @param flaws those that it shall be told of whether the computer is exposed to them */
    static Standing of(
            int ordinal, Set<SoftwareItem> items, Set<CveId> flaws, FleetIndex index, Layer layer, FleetItems fleet) {
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
                exposures(ordinal, flaws, index, layer, fleet),
                layer.tally(ordinal),
                index.byKind().keysOf(ordinal).stream()
                        .map(kind -> fleet.setup(kind.setup()))
                        .collect(Collectors.toSet()),
                index.byPlatform().keysOf(ordinal),
                index.byRelease().keysOf(ordinal),
                index.byOffice().keysOf(ordinal),
                index.byGroup().keysOf(ordinal));
    }

    /** Ages of inventories and sources, which others look after, are left out. */
    private static Map<CveId, Set<ExposureState>> exposures(
            int ordinal, Set<CveId> flaws, FleetIndex index, Layer layer, FleetItems fleet) {
        FleetExposures all = new FleetExposures(index, layer, fleet, StaleSources.NONE, Instant.EPOCH, 0);
        Map<CveId, Set<ExposureState>> exposures = new HashMap<>();
        for (CveId cve : flaws) {
            Set<ExposureState> states = all.statesOf(ordinal, cve);
            if (!states.isEmpty()) {
                exposures.put(cve, states);
            }
        }
        return exposures;
    }
}
