package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.catalog.PatchId;
import io.fettle.spi.store.FirstSeenStore;
import io.fettle.spi.store.FirstSeenStore.FirstSeen;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FirstSeenStore} keeps to. */
public abstract class FirstSeenStoreContract {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private FirstSeenStore store;

    /** Empty. */
    protected abstract FirstSeenStore freshStore();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void patchesComeBackAsAdded() {
        store.add(List.of(seen(1, DAY), seen(2, DAY.plusDays(1))));
        store.add(List.of());

        assertThat(stored()).containsExactlyInAnyOrder(seen(1, DAY), seen(2, DAY.plusDays(1)));
    }

    @Test
    public void aPatchThatIsThereKeepsItsDay() {
        store.add(List.of(seen(1, DAY)));

        store.add(List.of(seen(1, DAY.plusDays(9)), seen(2, DAY.plusDays(9)), seen(2, DAY.plusDays(10))));

        assertThat(stored()).containsExactlyInAnyOrder(seen(1, DAY), seen(2, DAY.plusDays(9)));
    }

    @Test
    public void moreThanOneReadsHoldAreAllHandedOver() {
        List<FirstSeen> many =
                IntStream.range(0, 2_500).mapToObj(i -> seen(i, DAY)).toList();

        store.add(many);

        assertThat(stored()).containsExactlyInAnyOrderElementsOf(many);
    }

    private List<FirstSeen> stored() {
        List<FirstSeen> all = new ArrayList<>();
        store.readAll(all::add);
        return all;
    }

    private static FirstSeen seen(int number, LocalDate day) {
        return new FirstSeen(PatchId.of("deb", "p" + number, "amd64", "1"), day);
    }
}
