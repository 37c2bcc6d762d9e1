package io.fettle.inventory;

import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RemoteOffice;
import io.fettle.spi.store.ComputerStore;
import io.fettle.spi.store.ItemStore;
import io.fettle.spi.store.OfficeStore;
import io.fettle.spi.store.PendingChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The three stores in memory; what a restart would find. Counts its commits, and fails when told to. */
final class FakeStores implements ComputerStore, ItemStore, OfficeStore {
    final Map<Integer, ComputerRow> computers = new TreeMap<>();
    final Map<Integer, InventoryRow> inventories = new TreeMap<>();
    final Map<Integer, ItemRow> items = new TreeMap<>();
    final Map<Integer, SetupRow> setups = new TreeMap<>();
    final List<RemoteOffice> offices = new ArrayList<>();
    final List<Relay> relays = new ArrayList<>();
    final List<PendingChange> changes = new ArrayList<>();
    int commits;
    boolean broken;

    @Override
    public synchronized List<ComputerRow> computers() {
        return List.copyOf(computers.values());
    }

    @Override
    public synchronized void readInventories(Consumer<InventoryRow> reader) {
        inventories.values().forEach(reader);
    }

    @Override
    public synchronized void insert(List<ComputerRow> added, List<PendingChange> news) {
        commit(news);
        added.forEach(row -> {
            if (computers.putIfAbsent(row.ordinal(), row) != null) {
                throw new IllegalStateException("Ordinal " + row.ordinal() + " is taken");
            }
        });
    }

    @Override
    public synchronized void update(List<ComputerRow> changed, List<PendingChange> news) {
        commit(news);
        for (ComputerRow row : changed) {
            computers.put(row.ordinal(), row);
            if (row.state() == Computer.State.REMOVED) {
                inventories.remove(row.ordinal());
            }
        }
    }

    @Override
    public synchronized void saveInventories(List<InventoryRow> rows, List<PendingChange> news) {
        commit(news);
        rows.forEach(row -> inventories.put(row.ordinal(), row));
    }

    @Override
    public synchronized void saveSeen(List<SeenRow> seen) {
        commit(List.of());
        for (SeenRow row : seen) {
            ComputerRow old = computers.get(row.ordinal());
            computers.put(
                    row.ordinal(),
                    new ComputerRow(
                            old.id(),
                            old.ordinal(),
                            old.officeId(),
                            old.groups(),
                            old.state(),
                            old.demo(),
                            old.enrolledAt(),
                            Optional.of(row.at()),
                            row.via()));
        }
    }

    @Override
    public synchronized void readItems(Consumer<ItemRow> reader) {
        items.values().forEach(reader);
    }

    @Override
    public synchronized void insertItems(List<ItemRow> added) {
        commit(List.of());
        added.forEach(row -> items.put(row.number(), row));
    }

    @Override
    public synchronized void readSetups(Consumer<SetupRow> reader) {
        setups.values().forEach(reader);
    }

    @Override
    public synchronized void insertSetups(List<SetupRow> added) {
        commit(List.of());
        added.forEach(row -> setups.put(row.number(), row));
    }

    @Override
    public synchronized List<RemoteOffice> offices() {
        return List.copyOf(offices);
    }

    @Override
    public synchronized List<Relay> relays() {
        return List.copyOf(relays);
    }

    @Override
    public synchronized void insertOffices(List<RemoteOffice> added, List<PendingChange> news) {
        commit(news);
        offices.addAll(added);
    }

    @Override
    public synchronized void insertRelays(List<Relay> added, List<PendingChange> news) {
        commit(news);
        relays.addAll(added);
    }

    @Override
    public synchronized void saveRelaysSeen(List<RelaySeenRow> seen) {
        commit(List.of());
    }

    private void commit(List<PendingChange> news) {
        if (broken) {
            throw new IllegalStateException("The database is gone");
        }
        commits++;
        changes.addAll(news);
    }
}
