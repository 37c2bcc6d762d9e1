package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An inventory, whole or as what changed since an acknowledged one.
 *
 * @param digest of the whole inventory that results ({@link InventoryCodec#digest})
 * @param base digest of the inventory that this changes; empty for a whole one
 * @param inventory facts, setup and simulation as they are now; its packages are all of them, or those that are new or
 *     different since {@code base}
 * @param removed packages of {@code base} that are gone
 * @param understood whether its reader knew everything in it; if not, the digest covers more than {@code inventory} holds
 */
public record InventoryMessage(
        Digest digest, Optional<Digest> base, Inventory inventory, List<PackageKey> removed, boolean understood) {
    public InventoryMessage {
        removed = List.copyOf(removed);
    }

    /**
     * What names an installed package on one computer. Where several versions of it are installed side by side, they come and
     * go together: whatever a message has under a name takes the place of all that there was.
     */
    public record PackageKey(String name, String arch) {
        static PackageKey of(InstalledPackage installed) {
            return new PackageKey(installed.item().name(), installed.item().arch());
        }
    }

    public static InventoryMessage whole(Inventory inventory) {
        return new InventoryMessage(InventoryCodec.digest(inventory), Optional.empty(), inventory, List.of(), true);
    }

    /** What changed from {@code before} to {@code now}. */
    public static InventoryMessage changes(Inventory before, Inventory now) {
        Map<PackageKey, Set<InstalledPackage>> old = byKey(before);
        Map<PackageKey, Set<InstalledPackage>> present = byKey(now);
        List<InstalledPackage> added = present.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(old.get(entry.getKey())))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        List<PackageKey> removed =
                old.keySet().stream().filter(k -> !present.containsKey(k)).toList();
        Inventory changed = new Inventory(now.facts(), now.setup(), added, now.simulation());
        return new InventoryMessage(
                InventoryCodec.digest(now), Optional.of(InventoryCodec.digest(before)), changed, removed, true);
    }

    private static Map<PackageKey, Set<InstalledPackage>> byKey(Inventory inventory) {
        Map<PackageKey, Set<InstalledPackage>> packages = new LinkedHashMap<>();
        inventory.packages().forEach(p -> packages.computeIfAbsent(PackageKey.of(p), k -> new LinkedHashSet<>())
                .add(p));
        return packages;
    }

    /** An inventory that is here, under the name that its computer gave it. */
    public record Named(Digest digest, Inventory inventory) {
        /** Whether the name covers what is here and no more. */
        boolean understood() {
            return InventoryCodec.digest(inventory).equals(digest);
        }
    }

    /**
     * The whole inventory that this message means, as far as it is understood here. A newer computer's digest covers words
     * that are not known here, so it cannot be held against the result; then it is the computer's name for it, and changes
     * have to name what is here.
     *
     * @param before the inventory that was acknowledged last; ignored for a whole one
     * @throws MalformedMessageException where the result is not what {@code digest} says
     */
    public Inventory resolve(Optional<Named> before) {
        Inventory result = base.isEmpty() ? inventory : merge(before);
        if (!InventoryCodec.digest(result).equals(digest) && !coversMore(before)) {
            throw new MalformedMessageException("The inventory is not the one that its digest names");
        }
        return result;
    }

    private boolean coversMore(Optional<Named> before) {
        if (base.isEmpty()) {
            return !understood;
        }
        return before.map(Named::digest).equals(base)
                && (!understood || before.filter(Named::understood).isEmpty());
    }

    private Inventory merge(Optional<Named> before) {
        Inventory old = before.map(Named::inventory)
                .orElseThrow(() -> new MalformedMessageException("The inventory that this one changes is unknown"));
        Map<PackageKey, Set<InstalledPackage>> packages = byKey(old);
        removed.forEach(packages::remove);
        packages.putAll(byKey(inventory));
        List<InstalledPackage> all =
                packages.values().stream().flatMap(Set::stream).toList();
        return new Inventory(inventory.facts(), inventory.setup(), all, inventory.simulation());
    }

    /** gzip of the JSON. */
    public byte[] encode() {
        return InventoryCodec.encode(this);
    }

    public static InventoryMessage decode(byte[] payload) {
        return InventoryCodec.decode(payload);
    }
}
