package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.ComputerStore;
import io.fettle.spi.store.ComputerStore.ComputerRow;
import io.fettle.spi.store.ComputerStore.InventoryRow;
import io.fettle.spi.store.ComputerStore.SeenRow;
import io.fettle.spi.store.PendingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ComputerStore} keeps to. */
public abstract class ComputerStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final int THREADS = 8;

    private ComputerStore store;

    /** Empty. */
    protected abstract ComputerStore freshStore();

    /** The changes recorded since the store was made, oldest first. */
    protected abstract List<PendingChange> recorded();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void computersComeBackByOrdinal() {
        ComputerRow second = new ComputerRow(
                new ComputerId("c-2"),
                1,
                "branch",
                List.of("servers", "b\u00e9ta", "with\nline"),
                Computer.State.QUARANTINED,
                true,
                NOW,
                Optional.of(NOW.plusSeconds(1)),
                "relay-1");

        store.insert(List.of(second, computer(0)), List.of(change("c-2"), change("c-0")));

        assertThat(store.computers()).containsExactly(computer(0), second);
        assertThat(recorded()).containsExactly(change("c-2"), change("c-0"));
    }

    @Test
    public void manyComputersAreReadInOrder() {
        List<ComputerRow> many = IntStream.range(0, 1_203)
                .mapToObj(ComputerStoreContract::computer)
                .toList();

        store.insert(many, List.of());

        assertThat(store.computers()).isEqualTo(many);
    }

    @Test
    public void aTakenIdOrOrdinalFailsTheWholeCall() {
        store.insert(List.of(computer(0)), List.of());
        ComputerRow sameId = row("c-0", 7, "branch", Computer.State.ACTIVE);
        ComputerRow sameOrdinal = row("other", 0, "branch", Computer.State.ACTIVE);

        assertThatThrownBy(() -> store.insert(List.of(computer(1), sameId), List.of(change("c-1"))))
                .isInstanceOf(FettleException.class);
        assertThatThrownBy(() -> store.insert(List.of(computer(1), sameOrdinal), List.of(change("c-1"))))
                .isInstanceOf(FettleException.class);

        assertThat(store.computers()).containsExactly(computer(0));
        assertThat(recorded()).isEmpty();
    }

    @Test
    public void anUpdateMovesButLeavesWhatIsNotAnAdmins() {
        store.insert(List.of(computer(0), computer(1)), List.of());
        store.saveSeen(List.of(new SeenRow(0, NOW.plusSeconds(9), "relay-1")));

        ComputerRow moved = new ComputerRow(
                new ComputerId("c-0"),
                0,
                "branch",
                List.of("g"),
                Computer.State.ACTIVE,
                false,
                NOW,
                Optional.empty(),
                "direct");
        store.update(List.of(moved), List.of(change("c-0")));

        assertThat(store.computers())
                .containsExactly(
                        new ComputerRow(
                                new ComputerId("c-0"),
                                0,
                                "branch",
                                List.of("g"),
                                Computer.State.ACTIVE,
                                false,
                                NOW,
                                Optional.of(NOW.plusSeconds(9)),
                                "relay-1"),
                        computer(1));
        assertThat(recorded()).containsExactly(change("c-0"));
    }

    @Test
    public void aRemovedComputerStaysButItsInventoryGoes() {
        store.insert(List.of(computer(0), computer(1)), List.of());
        store.saveInventories(List.of(inventory(0, 1), inventory(1, 1)), List.of());

        store.update(List.of(row("c-0", 0, "head-office", Computer.State.REMOVED)), List.of());

        assertThat(store.computers())
                .extracting(ComputerRow::state)
                .containsExactly(Computer.State.REMOVED, Computer.State.ACTIVE);
        assertThat(inventories()).extracting(InventoryRow::ordinal).containsExactly(1);
    }

    @Test
    public void changingAnUnknownComputerFails() {
        store.insert(List.of(computer(0)), List.of());

        assertThatThrownBy(() -> store.update(List.of(computer(0), computer(1)), List.of(change("c-1"))))
                .isInstanceOf(FettleException.class);

        assertThat(recorded()).isEmpty();
    }

    @Test
    public void inventoriesComeBackByteForByte() {
        InventoryRow full = new InventoryRow(
                3,
                Digest.of(new byte[] {1}),
                NOW,
                -1,
                random(InventoryRow.MAX_ITEMS),
                new byte[0],
                random(InventoryRow.MAX_FACTS),
                random(InventoryRow.MAX_SIMULATION),
                random(InventoryRow.MAX_ARRIVALS));

        store.saveInventories(List.of(full, inventory(4, 1)), List.of(change("c-3")));

        assertThat(Rows.plain(inventories())).containsExactlyInAnyOrder(Rows.plain(full), Rows.plain(inventory(4, 1)));
        assertThat(recorded()).containsExactly(change("c-3"));
    }

    @Test
    public void anInventoryReplacesTheOneBefore() {
        store.saveInventories(List.of(inventory(0, 1), inventory(1, 1)), List.of());
        store.saveInventories(List.of(inventory(1, 2), inventory(2, 2)), List.of());

        assertThat(Rows.plain(inventories()))
                .containsExactlyInAnyOrder(
                        Rows.plain(inventory(0, 1)), Rows.plain(inventory(1, 2)), Rows.plain(inventory(2, 2)));
    }

    @Test
    public void anInventoryOutOfBoundsIsRefusedWithItsWholeCall() {
        InventoryRow large = new InventoryRow(
                1,
                Digest.of(new byte[0]),
                NOW,
                0,
                new byte[InventoryRow.MAX_ITEMS + 1],
                new byte[0],
                new byte[0],
                new byte[0]);

        assertThatThrownBy(() -> store.saveInventories(List.of(inventory(0, 1), large), List.of(change("c"))))
                .isInstanceOf(FettleException.class);

        assertThat(inventories()).isEmpty();
        assertThat(recorded()).isEmpty();
    }

    @Test
    public void manyWhoSaveAtOnceAllSucceed() throws Exception {
        store.insert(
                IntStream.range(0, THREADS)
                        .mapToObj(ComputerStoreContract::computer)
                        .toList(),
                List.of());

        Parallel.run(THREADS, thread -> () -> {
            for (int n = 1; n <= 20; n++) {
                store.saveInventories(List.of(inventory(thread, n)), List.of(change("c-" + thread)));
                store.saveSeen(List.of(new SeenRow(thread, NOW.plusSeconds(n), "direct")));
            }
            return true;
        });

        assertThat(Rows.plain(inventories()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, THREADS)
                        .mapToObj(i -> Rows.plain(inventory(i, 20)))
                        .toList());
        assertThat(store.computers())
                .extracting(ComputerRow::lastSeenAt)
                .containsOnly(Optional.of(NOW.plusSeconds(20)));
        assertThat(recorded()).hasSize(THREADS * 20);
    }

    @Test
    public void emptyListsDoNothing() {
        store.insert(List.of(), List.of());
        store.update(List.of(), List.of());
        store.saveInventories(List.of(), List.of());
        store.saveSeen(List.of());

        assertThat(store.computers()).isEmpty();
        assertThat(inventories()).isEmpty();
    }

    private List<InventoryRow> inventories() {
        List<InventoryRow> read = new ArrayList<>();
        store.readInventories(read::add);
        return read;
    }

    private static ComputerRow computer(int ordinal) {
        return row("c-" + ordinal, ordinal, "head-office", Computer.State.ACTIVE);
    }

    private static ComputerRow row(String id, int ordinal, String office, Computer.State state) {
        return new ComputerRow(
                new ComputerId(id), ordinal, office, List.of(), state, false, NOW, Optional.empty(), "direct");
    }

    private static InventoryRow inventory(int ordinal, int version) {
        return new InventoryRow(
                ordinal,
                Digest.of(new byte[] {(byte) version}),
                NOW.plusSeconds(version),
                version,
                new byte[] {(byte) ordinal, (byte) version},
                new byte[] {0},
                new byte[] {-1, 0, 1},
                new byte[0]);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static PendingChange change(String computer) {
        return new PendingChange(Topic.COMPUTER, computer);
    }
}
