package io.fettle.inventory;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers.Filter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lists computers by a filter. The order by host name, which every first page needs, is kept until the fleet changes its
 * shape; the others are made on demand.
 */
final class ComputerList {
    private static final Comparator<Member> BY_NAME = Comparator.comparing(ComputerList::name)
            .thenComparing(member -> member.id().value());

    private final Fleet fleet;
    private volatile Sorted byName = new Sorted(-1, List.of());

    ComputerList(Fleet fleet) {
        this.fleet = fleet;
    }

    Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
        Optional<String> text =
                filter.text().map(wanted -> wanted.toLowerCase(Locale.ROOT)).filter(wanted -> !wanted.isBlank());
        List<Member> matching = sorted(filter.sort()).stream()
                .filter(member -> scope.sees(member.standing().officeId()))
                .filter(member -> matches(member, filter))
                .filter(member -> text.isEmpty() || contains(member, text.get()))
                .toList();
        List<Computer> items = matching.stream()
                .skip(page.offset())
                .limit(page.limit())
                .map(Member::computer)
                .toList();
        return new Page<>(items, matching.size());
    }

    private static boolean matches(Member member, Filter filter) {
        Member.Standing standing = member.standing();
        return filter.officeId().map(standing.officeId()::equals).orElse(true)
                && filter.group().map(standing.groups()::contains).orElse(true)
                && filter.state().map(wanted -> wanted == standing.state()).orElse(true)
                && filter.only().map(ids -> ids.contains(member.id())).orElse(true);
    }

    private static boolean contains(Member member, String text) {
        return name(member).contains(text)
                || member.id().value().contains(text)
                || member.inventory().map(held -> hasAddress(held, text)).orElse(false);
    }

    private static boolean hasAddress(HeldInventory held, String text) {
        ComputerFacts facts = FactsCodec.decode(held.facts());
        return facts.addresses().stream()
                .anyMatch(address -> address.toLowerCase(Locale.ROOT).contains(text));
    }

    private List<Member> sorted(String sort) {
        boolean descending = sort.startsWith("-");
        String by = descending ? sort.substring(1) : sort;
        if (by.equals("hostname") && !descending) {
            return byName();
        }
        Comparator<Member> order =
                switch (by) {
                    case "hostname" -> BY_NAME;
                    case "lastSeen" ->
                        Comparator.<Member>comparingLong(member -> member.seen().atMillis())
                                .thenComparing(BY_NAME);
                    case "office" ->
                        Comparator.<Member, String>comparing(
                                        member -> member.standing().officeId())
                                .thenComparing(BY_NAME);
                    default ->
                        throw new IllegalArgumentException("Computers are sorted by hostname, lastSeen or office");
                };
        return fleet.present().sorted(descending ? order.reversed() : order).toList();
    }

    private List<Member> byName() {
        long shape = fleet.shape();
        Sorted known = byName;
        if (known.shape != shape) {
            known = new Sorted(shape, fleet.present().sorted(BY_NAME).toList());
            byName = known;
        }
        return known.members.stream().filter(member -> !member.isRemoved()).toList();
    }

    private static String name(Member member) {
        return member.inventory()
                .map(held -> held.hostname().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    @SuppressWarnings("UnusedVariable")
    private record Sorted(long shape, List<Member> members) {}

    /** The computer, where it is in the scope. */
    Optional<Member> find(ComputerId id, Scope scope) {
        return fleet.member(id).filter(member -> scope.sees(member.standing().officeId()));
    }
}
