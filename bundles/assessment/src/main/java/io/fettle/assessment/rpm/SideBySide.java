package io.fettle.assessment.rpm;

import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.ItemSet;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.version.RpmVersionOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fleet without those packages of a computer of which a newer version is installed beside them: kernels stay when newer
 * ones come, and only the newest can lack an update. Thread-safe.
 */
public final class SideBySide implements FleetItems {
    private static final String RPM = "rpm";

    private final FleetItems fleet;

    public SideBySide(FleetItems fleet) {
        this.fleet = fleet;
    }

    @Override
    public Optional<ComputerItems> of(int ordinal) {
        return fleet.of(ordinal).map(this::newest);
    }

    private ComputerItems newest(ComputerItems all) {
        boolean rpm = all.setup() >= 0 && fleet.setup(all.setup()).either(apt -> false, dnf -> true);
        if (!rpm) {
            return all;
        }
        Map<String, Integer> newest = new HashMap<>();
        for (int number : all.items().toArray()) {
            newest.merge(key(fleet.item(number)), number, this::newer);
        }
        if (newest.size() == all.items().size()) {
            return all;
        }
        int[] kept =
                newest.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        return new ComputerItems(
                all.id(),
                all.ordinal(),
                all.officeId(),
                all.setup(),
                ItemSet.of(kept),
                all.held(),
                all.simulation(),
                all.arrivals());
    }

    /** The same of one computer's packages. */
    public static Set<SoftwareItem> newest(Collection<SoftwareItem> all) {
        Map<String, SoftwareItem> newest = new LinkedHashMap<>();
        for (SoftwareItem item : all) {
            newest.merge(
                    key(item),
                    item,
                    (one, other) ->
                            RpmVersionOrder.INSTANCE.compare(one.version(), other.version()) >= 0 ? one : other);
        }
        return new LinkedHashSet<>(newest.values());
    }

    private static String key(SoftwareItem item) {
        return item.ecosystem().equals(RPM)
                ? item.name() + ' ' + item.arch()
                : item.name() + ' ' + item.arch() + ' ' + item.version();
    }

    private int newer(int one, int other) {
        int order = RpmVersionOrder.INSTANCE.compare(
                fleet.item(one).version(), fleet.item(other).version());
        return order >= 0 ? one : other;
    }

    @Override
    public SoftwareItem item(int item) {
        return fleet.item(item);
    }

    @Override
    public int itemCount() {
        return fleet.itemCount();
    }

    @Override
    public PackageSetup setup(int setup) {
        return fleet.setup(setup);
    }

    @Override
    public int setupCount() {
        return fleet.setupCount();
    }

    @Override
    public long confirmedAtMillis(int ordinal) {
        return fleet.confirmedAtMillis(ordinal);
    }

    @Override
    public int ordinalCount() {
        return fleet.ordinalCount();
    }

    @Override
    public void settle() {
        fleet.settle();
    }
}
