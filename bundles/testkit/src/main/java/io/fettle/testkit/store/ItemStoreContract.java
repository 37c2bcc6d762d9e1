package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.spi.store.ItemStore;
import io.fettle.spi.store.ItemStore.ItemRow;
import io.fettle.spi.store.ItemStore.SetupRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ItemStore} keeps to. */
public abstract class ItemStoreContract {
    private ItemStore store;

    /** Empty. */
    protected abstract ItemStore freshStore();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void itemsComeBackAsInserted() {
        List<ItemRow> items = IntStream.range(0, 1_203)
                .mapToObj(i -> item(i, "1:2.3~rc" + i + "+dfsg-1"))
                .toList();

        store.insertItems(items.subList(0, 700));
        store.insertItems(items.subList(700, items.size()));

        assertThat(items()).containsExactlyInAnyOrderElementsOf(items);
    }

    @Test
    public void whatItemsSayOfOthersComesBackAsInserted() {
        String longest = "x".repeat(Inventory.MAX_RELATIONS - 2);
        List<ItemRow> items = List.of(
                item(0, Relations.UNKNOWN),
                item(1, Relations.NONE),
                item(2, Relations.of(Map.of(Relations.Kind.DEPENDS, "a | b (>= 1)", Relations.Kind.BREAKS, "c"))),
                item(3, Relations.of(Map.of(Relations.Kind.PROVIDES, longest))));

        store.insertItems(items);

        assertThat(items()).containsExactlyInAnyOrderElementsOf(items);
        assertThatThrownBy(() -> store.insertItems(
                        List.of(item(4, Relations.of(Map.of(Relations.Kind.PROVIDES, longest + "x"))))))
                .isInstanceOf(FettleException.class);
    }

    @Test
    public void aTakenNumberFailsTheWholeCall() {
        store.insertItems(List.of(item(0, "1")));

        assertThatThrownBy(() -> store.insertItems(List.of(item(1, "1"), item(0, "2"))))
                .isInstanceOf(FettleException.class);

        assertThat(items()).containsExactly(item(0, "1"));
    }

    @Test
    public void anItemOutOfBoundsIsRefused() {
        store.insertItems(List.of(item(0, "\u20ac".repeat(256))));

        assertThatThrownBy(() -> store.insertItems(List.of(item(1, "1".repeat(257)))))
                .isInstanceOf(FettleException.class);

        assertThat(items()).containsExactly(item(0, "\u20ac".repeat(256)));
    }

    @Test
    public void setupsComeBackAsInserted() {
        SetupRow small = setup(0, "small");
        SetupRow large = new SetupRow(1, Digest.of(new byte[0]), new byte[SetupRow.MAX_CONTENT]);

        store.insertSetups(List.of(small, large));

        assertThat(Rows.plain(setups())).containsExactlyInAnyOrder(Rows.plain(small), Rows.plain(large));
    }

    @Test
    public void aTakenNumberOrDigestOfASetupFailsTheWholeCall() {
        store.insertSetups(List.of(setup(0, "a")));

        assertThatThrownBy(() -> store.insertSetups(List.of(setup(1, "b"), setup(0, "c"))))
                .isInstanceOf(FettleException.class);
        assertThatThrownBy(() -> store.insertSetups(List.of(setup(1, "b"), setup(2, "a"))))
                .isInstanceOf(FettleException.class);

        assertThat(setups()).extracting(SetupRow::number).containsExactly(0);
    }

    private List<ItemRow> items() {
        List<ItemRow> read = new ArrayList<>();
        store.readItems(read::add);
        return read;
    }

    private List<SetupRow> setups() {
        List<SetupRow> read = new ArrayList<>();
        store.readSetups(read::add);
        return read;
    }

    private static ItemRow item(int number, String version) {
        return new ItemRow(
                number, new SoftwareItem("deb", "libc6", version, "amd64", "glibc", version, MultiArch.SAME));
    }

    private static ItemRow item(int number, Relations relations) {
        return new ItemRow(
                number, new SoftwareItem("deb", "libc6", "2", "amd64", "glibc", "2", MultiArch.SAME, relations));
    }

    private static SetupRow setup(int number, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new SetupRow(number, Digest.of(bytes), bytes);
    }
}
