package io.fettle.demo;

import io.fettle.api.Digest;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.ComputersAdmin;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryIntake;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computers in a map. */
final class FakeFleet implements Computers, ComputersAdmin, InventoryIntake {
    final Map<ComputerId, Computer> computers = new LinkedHashMap<>();
    final Map<ComputerId, Reported> reports = new LinkedHashMap<>();
    final Map<ComputerId, Instant> seen = new LinkedHashMap<>();
    int accepted;
    int largestBatch;

    @Override
    public Computer enrol(
            ComputerId id, String officeId, List<String> groups, boolean approved, boolean demo, Instant at) {
        Computer computer = new Computer(
                id,
                computers.size(),
                officeId,
                groups,
                approved ? Computer.State.ACTIVE : Computer.State.QUARANTINED,
                demo,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "direct",
                at);
        computers.putIfAbsent(id, computer);
        return computer;
    }

    @Override
    public Map<ComputerId, Reason> accept(Map<ComputerId, Reported> batch) {
        accepted += batch.size();
        largestBatch = Math.max(largestBatch, batch.size());
        reports.putAll(batch);
        return Map.of();
    }

    @Override
    public Optional<Digest> acknowledged(ComputerId computer) {
        return Optional.ofNullable(reports.get(computer)).map(Reported::digest);
    }

    @Override
    public void seen(ComputerId computer, Instant at, String via) {
        seen.put(computer, at);
    }

    @Override
    public Optional<Computer> find(ComputerId id, Scope scope) {
        return Optional.ofNullable(computers.get(id));
    }

    @Override
    public Page<Computer> list(Filter filter, Scope scope, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<InstalledPackage> packages(ComputerId id, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inventory> inventory(ComputerId id, Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inventory> current(ComputerId computer) {
        return Optional.ofNullable(reports.get(computer)).map(Reported::inventory);
    }

    @Override
    public void approve(ComputerId id, Caller by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(ComputerId id, Caller by) {
        throw new UnsupportedOperationException();
    }
}
