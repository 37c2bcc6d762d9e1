package io.fettle.rest;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.notification.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One computer in each office, called after it; all are connected. Those of the south are made up. */
record FleetOfOffices(TwoOffices offices) implements Computers, Presence {
    private static final Instant THEN = Instant.parse("2026-11-22T17:55:09Z");

    static ComputerId id(String office) {
        return new ComputerId("c-" + office);
    }

    private static Computer computer(String office) {
        ComputerFacts facts = new ComputerFacts(
                "pc-" + office,
                List.of("10.0.0.1"),
                "debian",
                "12",
                "bookworm",
                "Debian 12",
                "6.1.0-" + office,
                Optional.empty(),
                true,
                List.of("amd64"),
                Level.L1,
                "0.1.0",
                "boot");
        return new Computer(
                id(office),
                office.length(),
                office,
                List.of("group-" + office),
                Computer.State.ACTIVE,
                office.equals("south"),
                Optional.of(facts),
                Optional.of(THEN),
                Optional.of(THEN),
                "r-" + office,
                THEN);
    }

    private List<Computer> visible(Scope scope) {
        return offices.visible(scope).stream().map(FleetOfOffices::computer).toList();
    }

    @Override
    public Optional<Computer> find(ComputerId id, Scope scope) {
        return visible(scope).stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
        List<Computer> matching = visible(scope).stream()
                .filter(c -> filter.officeId().map(c.officeId()::equals).orElse(true))
                .filter(c -> filter.group().map(c.groups()::contains).orElse(true))
                .filter(c -> filter.only().map(only -> only.contains(c.id())).orElse(true))
                .toList();
        return TwoOffices.page(matching, page);
    }

    @Override
    public List<InstalledPackage> packages(ComputerId id, Scope scope) {
        return find(id, scope)
                .map(c -> List.of(new InstalledPackage(
                        new SoftwareItem("deb", "tool-" + c.officeId(), "1", "amd64", "tool", "1", MultiArch.NO),
                        false)))
                .orElse(List.of());
    }

    @Override
    public Optional<Inventory> inventory(ComputerId id, Scope scope) {
        return Optional.empty();
    }

    @Override
    public boolean connected(String subject) {
        return subjects().contains(subject);
    }

    @Override
    public int connections() {
        return subjects().size();
    }

    @Override
    public Set<String> subjects() {
        return offices.ids().stream().map(office -> id(office).value()).collect(Collectors.toSet());
    }
}
