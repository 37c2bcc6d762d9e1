package io.fettle.assessment.fleet;

import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.ItemSet;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.lifecycle.Release;
import io.fettle.assessment.reach.Columns;
import io.fettle.assessment.reach.Fleet;
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
 * The fleet as bitmaps: which computers have an item, a kind, an office, a group. A check-in flips the bits of one
 * computer. Not thread-safe by itself; whoever evaluates guards it.
 */
public final class FleetIndex implements Fleet {
    private final IntFunction<SoftwareItem> software;
    private final IntFunction<PackageSetup> setups;
    private final ItemNames names = new ItemNames();
    private final Columns columns = new Columns(Columns.LIMIT_BYTES);
    private final List<RoaringBitmap> byItem = new ArrayList<>();
    private final KindNumbers kinds = new KindNumbers();
    private final Bitmaps<Kind> byKind = new Bitmaps<>();
    private final Bitmaps<String> byPlatform = new Bitmaps<>();
    private final Bitmaps<Release> byRelease = new Bitmaps<>();
    private final Bitmaps<String> byOffice = new Bitmaps<>();
    private final Bitmaps<String> byGroup = new Bitmaps<>();
    private final Bitmaps<Integer> byHeldItem = new Bitmaps<>();
    private final Newcomers newcomers = new Newcomers();
    private final RoaringBitmap unjudged = new RoaringBitmap();
    private final RoaringBitmap rebootRequired = new RoaringBitmap();
    private final Slots<Machine> machines = new Slots<>();
    private final Map<ComputerId, Integer> ordinals = new HashMap<>();
    private long changes;

    /**
     * @param software what an item number stands for
     * @param setups what a kind's setup stands for
     */
    public FleetIndex(IntFunction<SoftwareItem> software, IntFunction<PackageSetup> setups) {
        this.software = software;
        this.setups = setups;
    }

    /** Takes a computer in, or replaces what was known of it. */
    public void put(Machine next) {
        changes++;
        Optional<Machine> known = machines.get(next.ordinal());
        known.ifPresent(this::takeOut);
        int ordinal = next.ordinal();
        flip(known.map(Machine::items).orElse(ItemSet.NONE), next.items(), ordinal);
        if (known.filter(machine -> !machine.platform().equals(next.platform())).isPresent()) {
            next.items().forEach(item -> columns.forget(software.apply(item)));
        }
        next.kind().ifPresent(kind -> addKind(kind, known, next.items()));
        machines.put(ordinal, next);
        ordinals.put(next.id(), ordinal);
        byOffice.add(next.officeId(), ordinal);
        next.groups().forEach(group -> byGroup.add(group, ordinal));
        next.kind().ifPresent(kind -> byKind.add(kind, ordinal));
        if (next.kind().isEmpty()) {
            unjudged.add(ordinal);
        }
        if (next.rebootRequired()) {
            rebootRequired.add(ordinal);
        }
        if (next.hasInventory()) {
            byPlatform.add(next.platform(), ordinal);
        }
        next.release().ifPresent(release -> byRelease.add(release, ordinal));
        Arrays.stream(next.held()).forEach(item -> byHeldItem.add(item, ordinal));
        newcomers.add(next);
        known.ifPresent(before -> releaseKind(before.kind(), before.items()));
    }

    private void addKind(Kind kind, Optional<Machine> known, ItemSet items) {
        int number = kinds.numberOf(kind);
        boolean same = known.flatMap(Machine::kind).filter(kind::equals).isPresent();
        int[] before = same ? known.map(Machine::items).orElse(ItemSet.NONE).toArray() : new int[0];
        SortedDifference.of(before, items.toArray(), gone -> {}, come -> kinds.add(come, number));
    }

    private void releaseKind(Optional<Kind> kind, ItemSet items) {
        kind.filter(gone -> !kinds().containsKey(gone)).ifPresent(gone -> kinds.release(gone, items));
    }

    public void remove(Machine known) {
        changes++;
        takeOut(known);
        releaseKind(known.kind(), known.items());
        flip(known.items(), ItemSet.NONE, known.ordinal());
        machines.clear(known.ordinal());
        ordinals.remove(known.id());
    }

    /** Takes a computer out that cannot be trusted to be in where it says. */
    public void scrub(int ordinal) {
        changes++;
        byItem.forEach(having -> having.remove(ordinal));
        Optional<Machine> scrubbed = machines.get(ordinal);
        List.of(byKind, byPlatform, byRelease, byOffice, byGroup, byHeldItem)
                .forEach(bitmaps -> bitmaps.scrub(ordinal));
        newcomers.scrub(ordinal);
        unjudged.remove(ordinal);
        rebootRequired.remove(ordinal);
        columns.forgetAll();
        scrubbed.ifPresent(machine -> releaseKind(machine.kind(), machine.items()));
        machines.clear(ordinal);
        ordinals.values().removeIf(known -> known == ordinal);
    }

    /** Everything but its items. */
    private void takeOut(Machine known) {
        int ordinal = known.ordinal();
        byOffice.remove(known.officeId(), ordinal);
        known.groups().forEach(group -> byGroup.remove(group, ordinal));
        known.kind().ifPresent(kind -> byKind.remove(kind, ordinal));
        byPlatform.remove(known.platform(), ordinal);
        known.release().ifPresent(release -> byRelease.remove(release, ordinal));
        Arrays.stream(known.held()).forEach(item -> byHeldItem.remove(item, ordinal));
        newcomers.remove(known);
        unjudged.remove(ordinal);
        rebootRequired.remove(ordinal);
    }

    /** Columns hold bitmaps of their own; only those of items that come or go are out of date. */
    private void flip(ItemSet before, ItemSet after, int ordinal) {
        SortedDifference.of(
                before.toArray(),
                after.toArray(),
                gone -> {
                    computersWith(gone).remove(ordinal);
                    columns.forget(software.apply(gone));
                },
                come -> {
                    computersWith(come).add(ordinal);
                    columns.forget(software.apply(come));
                });
    }

    private RoaringBitmap computersWith(int item) {
        while (byItem.size() <= item) {
            names.add(byItem.size(), software.apply(byItem.size()));
            byItem.add(new RoaringBitmap());
        }
        return byItem.get(item);
    }

    /** Grows with every change of a computer. */
    public long changes() {
        return changes;
    }

    public Columns columns() {
        return columns;
    }

    /** Kinds that may have an item. */
    public KindNumbers kindNumbers() {
        return kinds;
    }

    /** Names under which items are known to repositories and advisories. */
    public ItemNames itemNames() {
        return names;
    }

    @Override
    public int[] items(ItemName name) {
        return names.items(name);
    }

    @Override
    public Collection<ItemName> names() {
        return names.all();
    }

    @Override
    public SoftwareItem item(int item) {
        return software.apply(item);
    }

    @Override
    public RoaringBitmap having(int item) {
        return byItem.get(item);
    }

    /** Computers that hold an item; must not be changed. */
    public RoaringBitmap holding(int item) {
        return byHeldItem.of(item);
    }

    @Override
    public Collection<String> platforms() {
        return byPlatform.keys();
    }

    @Override
    public RoaringBitmap on(String platform) {
        return byPlatform.of(platform);
    }

    @Override
    public RoaringBitmap withModule(String module) {
        return byKind.union(kind -> setups.apply(kind.setup())
                .either(apt -> false, dnf -> dnf.modules().contains(module)));
    }

    public Optional<Machine> find(ComputerId id) {
        return Optional.ofNullable(ordinals.get(id)).flatMap(machines::get);
    }

    public Optional<Machine> find(int ordinal) {
        return machines.get(ordinal);
    }

    /** Computers that no repositories are known of; must not be changed. */
    public RoaringBitmap unjudged() {
        return unjudged;
    }

    /** Must not be changed. */
    public RoaringBitmap rebootRequired() {
        return rebootRequired;
    }

    /** Ordinals that the scope sees. */
    public RoaringBitmap visible(Scope scope) {
        return byOffice.union(scope::sees);
    }

    /** Those that anybody is in. */
    public Collection<String> offices() {
        return byOffice.keys();
    }

    public RoaringBitmap inOffice(String office) {
        return byOffice.of(office);
    }

    /** Members of any of these groups; of {@link Approval#ALL} everybody is one. */
    public RoaringBitmap inGroups(Set<String> groups) {
        return groups.contains(Approval.ALL) ? visible(Scope.all()) : byGroup.union(groups::contains);
    }

    /** Since when computers have what they have. */
    public Newcomers newcomers() {
        return newcomers;
    }

    public int itemCount() {
        return byItem.size();
    }

    public Bitmaps<Kind> byKind() {
        return byKind;
    }

    public Bitmaps<String> byPlatform() {
        return byPlatform;
    }

    public Bitmaps<Release> byRelease() {
        return byRelease;
    }

    public Bitmaps<String> byOffice() {
        return byOffice;
    }

    public Bitmaps<String> byGroup() {
        return byGroup;
    }

    /** Computers by kind; must not be changed. */
    public Map<Kind, RoaringBitmap> kinds() {
        return byKind.all();
    }

    public List<ComputerId> ids(RoaringBitmap ordinalsWanted) {
        List<ComputerId> ids = new ArrayList<>();
        ordinalsWanted.forEach((int ordinal) -> find(ordinal).ifPresent(machine -> ids.add(machine.id())));
        return ids;
    }
}
