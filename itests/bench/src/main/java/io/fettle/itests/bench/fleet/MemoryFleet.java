package io.fettle.itests.bench.fleet;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.ItemSet;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The inventory's memory without its database: what evaluation sees of it, and the change log. Written by one thread;
 * readers see a change once its row is in the log.
 */
public final class MemoryFleet implements FleetItems, Computers, ChangeLog {
    private final List<SoftwareItem> items = new ArrayList<>();
    private final List<AptSetup> setups = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Instant now = Instant.now(Clock.systemUTC());

    /** A computer. @param release of Debian */
    public record Member(
            String officeId,
            List<String> groups,
            int setup,
            String release,
            ItemSet items,
            Optional<Simulation> dryRun) {}

    public static ComputerId id(int ordinal) {
        return new ComputerId("c-" + ordinal);
    }

    /** @return its number */
    public int add(SoftwareItem item) {
        items.add(item);
        return items.size() - 1;
    }

    /** @return its number */
    public int add(AptSetup setup) {
        setups.add(setup);
        return setups.size() - 1;
    }

    public void add(Member member) {
        members.add(member);
    }

    public Member member(int ordinal) {
        return members.get(ordinal);
    }

    /** As a check-in that brings something new. */
    public synchronized void replace(int ordinal, Member member) {
        members.set(ordinal, member);
        changes.add(new Change(changes.size() + 1L, Topic.COMPUTER, id(ordinal).value(), now));
    }

    /** The same computers, up to this many. */
    MemoryFleet first(int count) {
        MemoryFleet part = new MemoryFleet();
        part.items.addAll(items);
        part.setups.addAll(setups);
        part.members.addAll(members.subList(0, count));
        return part;
    }

    @Override
    public SoftwareItem item(int item) {
        return items.get(item);
    }

    @Override
    public int itemCount() {
        return items.size();
    }

    @Override
    public AptSetup setup(int setup) {
        return setups.get(setup);
    }

    @Override
    public int setupCount() {
        return setups.size();
    }

    @Override
    public Optional<ComputerItems> of(int ordinal) {
        Member member = members.get(ordinal);
        return Optional.of(new ComputerItems(
                id(ordinal), ordinal, member.officeId(), member.setup(), member.items(), new int[0], member.dryRun()));
    }

    @Override
    public long confirmedAtMillis(int ordinal) {
        return now.toEpochMilli();
    }

    @Override
    public int ordinalCount() {
        return members.size();
    }

    @Override
    public void settle() {}

    @Override
    public Optional<Computer> find(ComputerId id, Scope scope) {
        return Optional.of(computer(Integer.parseInt(id.value().substring(2))));
    }

    @Override
    public Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
        int end = Math.min(page.offset() + page.limit(), members.size());
        return new Page<>(
                IntStream.range(page.offset(), end).mapToObj(this::computer).toList(), members.size());
    }

    private Computer computer(int ordinal) {
        Member member = members.get(ordinal);
        ComputerFacts facts = new ComputerFacts(
                "pc-" + ordinal,
                List.of(),
                "debian",
                member.release(),
                "",
                "",
                "",
                Optional.empty(),
                ordinal % 10 == 0,
                List.of("amd64"),
                Level.L0,
                "",
                "");
        return new Computer(
                id(ordinal),
                ordinal,
                member.officeId(),
                member.groups(),
                Computer.State.ACTIVE,
                true,
                Optional.of(facts),
                Optional.of(now),
                Optional.of(now),
                "direct",
                now);
    }

    @Override
    public List<InstalledPackage> packages(ComputerId id, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inventory> inventory(ComputerId id, Scope scope) {
        Computer computer = find(id, scope).orElseThrow();
        Member member = members.get(computer.ordinal());
        return Optional.of(new Inventory(
                computer.facts().orElseThrow(),
                Optional.of(setups.get(member.setup())),
                Arrays.stream(member.items().toArray())
                        .mapToObj(item -> new InstalledPackage(items.get(item), false))
                        .toList(),
                member.dryRun()));
    }

    @Override
    public synchronized long latest() {
        return changes.size();
    }

    @Override
    public synchronized List<Change> since(long revision, int max) {
        int from = (int) revision;
        return List.copyOf(changes.subList(from, Math.min(from + max, changes.size())));
    }
}
