package io.fettle.inventory;

import io.fettle.api.Digest;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryIntake.Reported;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.inventory.Want;
import io.fettle.spi.store.ComputerStore.InventoryRow;
import io.fettle.spi.store.ItemStore.SetupRow;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Turns a checked inventory into the row that is kept of it. */
final class InventoryEncoder {
    private final ToIntFunction<SoftwareItem> itemNumber;
    private final ToIntFunction<PackageSetup> setupNumber;

    InventoryEncoder(ToIntFunction<SoftwareItem> itemNumber, ToIntFunction<PackageSetup> setupNumber) {
        this.itemNumber = itemNumber;
        this.setupNumber = setupNumber;
    }

    InventoryRow encode(int ordinal, Reported reported) {
        Inventory inventory = reported.inventory();
        List<InstalledPackage> packages = inventory.packages();
        int[] items = new int[packages.size()];
        Map<Want, int[]> selected = new EnumMap<>(Want.class);
        for (int i = 0; i < items.length; i++) {
            items[i] = itemNumber.applyAsInt(packages.get(i).item());
        }
        for (Want want : Want.values()) {
            if (want != Want.INSTALL) {
                selected.put(want, sorted(packages, items, want));
            }
        }
        Arrays.sort(items);
        return new InventoryRow(
                ordinal,
                reported.digest(),
                reported.at(),
                inventory.setup().map(setupNumber::applyAsInt).orElse(-1),
                NumberSet.encode(items),
                new Selections(selected).encode(),
                FactsCodec.encode(inventory.facts()),
                inventory.simulation().map(SimulationCodec::encode).orElseGet(() -> new byte[0]));
    }

    private static int[] sorted(List<InstalledPackage> packages, int[] items, Want want) {
        return IntStream.range(0, items.length)
                .filter(i -> packages.get(i).want() == want)
                .map(i -> items[i])
                .sorted()
                .toArray();
    }

    static SetupRow setupRow(int number, PackageSetup setup) {
        byte[] content = SetupCodec.encode(setup);
        return new SetupRow(number, Digest.of(content), content);
    }
}
