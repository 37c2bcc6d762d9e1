package io.fettle.inventory;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.spi.store.ComputerStore.InventoryRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Works out since when a computer has each of its packages, from what it reported before and reports now. */
final class ArrivalLog {
    private final IntFunction<SoftwareItem> known;
    private final ToIntFunction<SoftwareItem> number;

    /**
     * @param known items of inventories that are durable
     * @param number numbers of items of new ones
     */
    ArrivalLog(IntFunction<SoftwareItem> known, ToIntFunction<SoftwareItem> number) {
        this.known = known;
        this.number = number;
    }

    /** A package is its name: versions and architectures of it share the day on which the first of them came. */
    private record Name(String ecosystem, String name) {
        static Name of(SoftwareItem item) {
            return new Name(item.ecosystem(), item.name());
        }
    }

    /** @return packed arrivals; too many of them to be kept are none, as if everything had been there from the first */
    byte[] after(HeldInventory before, Inventory now, Instant at) {
        Map<Name, Integer> days = daysOf(before);
        int today = (int) at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        TreeMap<Integer, Integer> arrived = new TreeMap<>();
        List<InstalledPackage> packages = now.packages();
        for (InstalledPackage each : packages) {
            int day = days.getOrDefault(Name.of(each.item()), today);
            if (day > 0) {
                arrived.put(number.applyAsInt(each.item()), day);
            }
        }
        byte[] packed = PackedArrivals.pack(arrived);
        return packed.length > InventoryRow.MAX_ARRIVALS ? new byte[0] : packed;
    }

    /** 0 for what was there from the first. */
    private Map<Name, Integer> daysOf(HeldInventory before) {
        Map<Name, Integer> days = new HashMap<>();
        NumberSet.forEach(before.items(), item -> days.put(Name.of(known.apply(item)), 0));
        PackedArrivals.of(before.arrivals()).forEach((item, day) -> days.put(Name.of(known.apply(item)), day));
        return days;
    }
}
