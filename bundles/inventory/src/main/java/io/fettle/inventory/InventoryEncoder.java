package io.fettle.inventory;

import io.fettle.api.Digest;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryIntake.Reported;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.spi.store.ComputerStore.InventoryRow;
import io.fettle.spi.store.ItemStore.SetupRow;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** Turns a checked inventory into the row that is kept of it. */
final class InventoryEncoder {
    private final ToIntFunction<SoftwareItem> itemNumber;
    private final ToIntFunction<AptSetup> setupNumber;

    InventoryEncoder(ToIntFunction<SoftwareItem> itemNumber, ToIntFunction<AptSetup> setupNumber) {
        this.itemNumber = itemNumber;
        this.setupNumber = setupNumber;
    }

    InventoryRow encode(int ordinal, Reported reported) {
        Inventory inventory = reported.inventory();
        List<InstalledPackage> packages = inventory.packages();
        int[] items = new int[packages.size()];
        int[] held = new int[packages.size()];
        int heldCount = 0;
        for (int i = 0; i < items.length; i++) {
            items[i] = itemNumber.applyAsInt(packages.get(i).item());
            if (packages.get(i).held()) {
                held[heldCount++] = items[i];
            }
        }
        Arrays.sort(items);
        Arrays.sort(held, 0, heldCount);
        return new InventoryRow(
                ordinal,
                reported.digest(),
                reported.at(),
                inventory.apt().map(setupNumber::applyAsInt).orElse(-1),
                NumberSet.encode(items),
                NumberSet.encode(Arrays.copyOf(held, heldCount)),
                FactsCodec.encode(inventory.facts()),
                inventory.simulation().map(SimulationCodec::encode).orElseGet(() -> new byte[0]));
    }

    static SetupRow setupRow(int number, AptSetup setup) {
        byte[] content = SetupCodec.encode(setup);
        return new SetupRow(number, Digest.of(content), content);
    }
}
