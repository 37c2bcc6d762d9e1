package io.fettle.inventory;

import io.fettle.api.Digest;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.spi.store.ComputerStore;
import io.fettle.spi.store.ItemStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The whole fleet in memory. Readers need no lock and never wait; changes come from one writer at a time and are already
 * durable when they come.
 */
final class Fleet {
    static final int MAX_ITEMS = 4_000_000;
    static final int MAX_SETUPS = 100_000;

    private final Interned<SoftwareItem> items = new Interned<>("software item", MAX_ITEMS);
    private final Interned<PackageSetup> setups = new Interned<>("setup", MAX_SETUPS);
    private final Map<ComputerId, Member> byId = new ConcurrentHashMap<>();
    private final AtomicLong shape = new AtomicLong();
    private volatile Member[] members = new Member[64];
    private volatile int count;

    static Fleet load(ComputerStore computers, ItemStore stored) {
        Fleet fleet = new Fleet();
        fleet.items.load(readItems(stored));
        Map<Integer, PackageSetup> setups = new HashMap<>();
        stored.readSetups(row -> setups.put(row.number(), SetupCodec.decode(row.content())));
        fleet.setups.load(setups);
        computers.computers().forEach(row -> fleet.add(new Member(row)));
        computers.readInventories(row -> fleet.member(row.ordinal()).set(HeldInventory.of(row)));
        return fleet;
    }

    private static Map<Integer, SoftwareItem> readItems(ItemStore stored) {
        Map<Integer, SoftwareItem> items = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        stored.readItems(row -> items.put(row.number(), sharing(row.item(), texts)));
        return items;
    }

    /** The fleet's items repeat their texts a lot (a source has many packages, a version many names). */
    static SoftwareItem sharing(SoftwareItem item, Map<String, String> texts) {
        return new SoftwareItem(
                shared(item.ecosystem(), texts),
                shared(item.name(), texts),
                shared(item.version(), texts),
                shared(item.arch(), texts),
                shared(item.sourceName(), texts),
                shared(item.sourceVersion(), texts),
                item.multiArch(),
                shared(item.relations(), texts));
    }

    private static Relations shared(Relations told, Map<String, String> texts) {
        return told.text().isEmpty() ? told : new Relations(true, shared(told.text(), texts));
    }

    private static String shared(String text, Map<String, String> texts) {
        return texts.computeIfAbsent(text, t -> t);
    }

    Interned<SoftwareItem> items() {
        return items;
    }

    Interned<PackageSetup> setups() {
        return setups;
    }

    /** Grows whenever a sorted list of computers may have become wrong. */
    long shape() {
        return shape.get();
    }

    void reshaped() {
        shape.incrementAndGet();
    }

    int count() {
        return count;
    }

    Member member(int ordinal) {
        if (ordinal < 0 || ordinal >= count) {
            throw new IllegalArgumentException("There is no computer with ordinal " + ordinal);
        }
        return members[ordinal];
    }

    Optional<Member> member(ComputerId id) {
        return Optional.ofNullable(byId.get(id)).filter(member -> !member.isRemoved());
    }

    boolean everKnew(ComputerId id) {
        return byId.containsKey(id);
    }

    Stream<Member> present() {
        int known = count;
        return Arrays.stream(members, 0, known).filter(member -> !member.isRemoved());
    }

    Stream<Member.Standing> standings() {
        return present().map(Member::standing);
    }

    void add(Member member) {
        if (member.ordinal() != count) {
            throw new IllegalStateException("Computer ordinals must be dense, but " + member.ordinal() + " follows "
                    + (count - 1) + ". Check the computers table");
        }
        Member[] grown = members;
        if (count == grown.length) {
            grown = Arrays.copyOf(grown, grown.length * 2);
        }
        grown[count] = member;
        members = grown;
        byId.put(member.id(), member);
        count = member.ordinal() + 1;
        reshaped();
    }

    Optional<Digest> acknowledged(ComputerId id) {
        return member(id).flatMap(Member::inventory).map(HeldInventory::digestValue);
    }

    Optional<Inventory> inventory(Member member) {
        return member.inventory()
                .map(held -> new Inventory(
                        FactsCodec.decode(held.facts()),
                        held.setup() < 0 ? Optional.empty() : Optional.of(setups.get(held.setup())),
                        packages(held),
                        held.simulation().length == 0
                                ? Optional.empty()
                                : Optional.of(SimulationCodec.decode(held.simulation()))));
    }

    List<InstalledPackage> packages(HeldInventory inventory) {
        int[] numbers = NumberSet.decode(inventory.items());
        Selections selections = Selections.decode(inventory.held());
        List<InstalledPackage> packages = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            packages.add(new InstalledPackage(items.get(number), selections.want(number)));
        }
        return packages;
    }

    boolean counts(Member member) {
        return member.standing().state() == Computer.State.ACTIVE
                && member.inventory().isPresent();
    }
}
