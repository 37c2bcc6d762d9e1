package io.fettle.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Computers that say ever new things of what their packages need. */
class RelationBudgetTest {
    private static final ComputerId GOOD = new ComputerId("c-good");
    private static final ComputerId BAD = new ComputerId("c-bad");
    private static final int OF_ALL = 1_000;
    private static final int OF_EACH = 600;
    /** A text has a letter before and a line end behind its words. */
    private static final int EACH = 100;

    private final FakeStores stores = new FakeStores();
    private Fleet fleet;
    private FleetWriter writer;

    RelationBudgetTest() {
        restart();
        writer.enrol(GOOD, "o-1", List.of(), true, false, Instant.EPOCH);
        writer.enrol(BAD, "o-1", List.of(), true, false, Instant.EPOCH);
    }

    private void restart() {
        fleet = Fleet.load(stores, stores);
        writer = new FleetWriter(fleet, stores, stores, new RelationBudget(fleet.items(), OF_ALL, OF_EACH));
    }

    private static Inventory saying(String version, int packages) {
        List<InstalledPackage> all = new ArrayList<>();
        for (int i = 0; i < packages; i++) {
            String words = (version + "-" + i + "-").concat("x".repeat(EACH)).substring(0, EACH - 2);
            SoftwareItem like = Samples.item("p" + i, version);
            all.add(new InstalledPackage(
                    new SoftwareItem(
                            like.ecosystem(),
                            like.name(),
                            like.version(),
                            like.arch(),
                            like.sourceName(),
                            like.sourceVersion(),
                            like.multiArch(),
                            Relations.of(Map.of(Relations.Kind.DEPENDS, words))),
                    false));
        }
        return new Inventory(Samples.facts("pc"), Optional.empty(), all, Optional.empty());
    }

    private void report(ComputerId id, Inventory inventory) {
        assertThat(writer.accept(Map.of(id, Samples.reported(inventory)))).isEmpty();
    }

    /** Of how many packages it is known what they need. */
    private long known(ComputerId id) {
        return fleet.inventory(fleet.member(id).orElseThrow()).orElseThrow().packages().stream()
                .filter(one -> one.item().relations().known())
                .count();
    }

    private int kept() {
        return IntStream.range(0, fleet.items().size())
                .map(number -> fleet.items().get(number).relations().text().length())
                .sum();
    }

    @Test
    void whatOneComputerSaysBeyondItsShareIsNotKnown() {
        report(BAD, saying("1", 8));
        assertThat(known(BAD)).isEqualTo(OF_EACH / EACH);
        for (int round = 2; round < 30; round++) {
            report(BAD, saying(String.valueOf(round), 8));
        }
        assertThat(known(BAD)).isZero();
        assertThat(fleet.inventory(fleet.member(BAD).orElseThrow())
                        .orElseThrow()
                        .packages())
                .hasSize(8)
                .allMatch(one -> one.item().version().equals("29"));
        assertThat(kept()).isEqualTo(OF_EACH);

        report(GOOD, saying("7", 3));
        assertThat(known(GOOD)).isEqualTo(3);
    }

    @Test
    void allTogetherAreBoundedAndWhatIsKnownCostsNothingMore() {
        report(GOOD, saying("1", 6));
        report(BAD, saying("2", 6));
        assertThat(known(BAD)).isEqualTo((OF_ALL - OF_EACH) / EACH);
        assertThat(kept()).isEqualTo(OF_ALL);

        restart();
        report(BAD, saying("3", 6));
        assertThat(known(BAD)).isZero();
        report(BAD, saying("1", 6));
        assertThat(known(BAD)).isEqualTo(6);
        assertThat(known(GOOD)).isEqualTo(6);
        assertThat(kept()).isEqualTo(OF_ALL);
    }

    @Test
    void whatIsReportedAgainBeyondTheBudgetIsNothingNew() {
        report(BAD, saying("1", 8));
        int items = fleet.items().size();
        report(BAD, saying("1", 8));
        assertThat(fleet.items().size()).isEqualTo(items);
        assertThat(known(BAD)).isEqualTo(OF_EACH / EACH);
    }

    @Test
    void whatCouldNotBeStoredIsNotSpent() {
        stores.broken = true;
        for (int round = 0; round < 5; round++) {
            assertThatThrownBy(() -> writer.accept(Map.of(BAD, Samples.reported(saying("1", 6)))))
                    .isInstanceOf(IllegalStateException.class);
        }
        stores.broken = false;
        report(BAD, saying("1", 6));
        assertThat(known(BAD)).isEqualTo(6);
    }

    @Test
    void equalWordsAreInMemoryOnceAfterARestart() {
        SoftwareItem one = saying("1", 1).packages().get(0).item();
        SoftwareItem other = Samples.item("another", "1");
        SoftwareItem same = new SoftwareItem(
                other.ecosystem(),
                other.name(),
                other.version(),
                other.arch(),
                other.sourceName(),
                other.sourceVersion(),
                other.multiArch(),
                new Relations(true, new StringBuilder(one.relations().text()).toString()));
        report(
                GOOD,
                new Inventory(
                        Samples.facts("pc"),
                        Optional.empty(),
                        List.of(new InstalledPackage(one, false), new InstalledPackage(same, false)),
                        Optional.empty()));
        restart();
        assertThat(fleet.items().get(0).relations().text())
                .isSameAs(fleet.items().get(1).relations().text());
    }
}
