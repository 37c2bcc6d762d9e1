package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.spi.store.FirstSeenStore;
import io.fettle.spi.store.FirstSeenStore.FirstSeen;
import io.fettle.spi.store.FirstSeenStore.Offered;
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

    @Test
    public void offersComeBackAsAdded() {
        store.addOffers(List.of(offered(1, "main"), offered(1, "security"), offered(2, "")));
        store.addOffers(List.of());

        assertThat(offers()).containsExactlyInAnyOrder(offered(1, "main"), offered(1, "security"), offered(2, ""));
    }

    @Test
    public void anOfferThatIsThereIsNotAddedAgain() {
        store.addOffers(List.of(offered(1, "main")));

        store.addOffers(List.of(offered(2, "main"), offered(1, "main"), offered(2, "main")));

        assertThat(offers()).containsExactlyInAnyOrder(offered(1, "main"), offered(2, "main"));
    }

    @Test
    public void moreOffersThanOneReadHoldsAreAllHandedOver() {
        List<Offered> many = IntStream.range(0, 1_200)
                .mapToObj(i -> offered(i, "x".repeat(Offered.LONGEST_TEXT)))
                .toList();

        store.addOffers(many);

        assertThat(offers()).containsExactlyInAnyOrderElementsOf(many);
    }

    private List<Offered> offers() {
        List<Offered> all = new ArrayList<>();
        store.readOffers(all::add);
        return all;
    }

    private static Offered offered(int number, String line) {
        SoftwareItem version = new SoftwareItem("deb", "p" + number, "1", "amd64", "s", "1", MultiArch.NO);
        return new Offered(PatchId.of("deb", "p" + number, "amd64", "1"), version, line);
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
