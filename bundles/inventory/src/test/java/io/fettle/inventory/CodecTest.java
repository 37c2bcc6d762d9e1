package io.fettle.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.Want;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import io.fettle.spi.store.ComputerStore.InventoryRow;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CodecTest {

    @Test
    void numberSetsComeBack() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int[] numbers = random.ints(random.nextInt(300), 0, 1 + random.nextInt(4_000_000))
                    .sorted()
                    .distinct()
                    .toArray();
            assertThat(NumberSet.decode(NumberSet.encode(numbers))).isEqualTo(numbers);
        }
    }

    @Test
    void extremeNumbersComeBack() {
        int[] numbers = {0, 1, 127, 128, 16_511, Integer.MAX_VALUE};
        assertThat(NumberSet.decode(NumberSet.encode(numbers))).isEqualTo(numbers);
    }

    @Test
    void formatOfNumberSetsIsFixed() {
        assertThat(HexFormat.of().formatHex(NumberSet.encode(new int[] {0, 5, 300})))
                .isEqualTo("01" + "03" + "00" + "04" + "a602");
    }

    @Test
    void unsortedNumbersAreRefused() {
        assertThatThrownBy(() -> NumberSet.encode(new int[] {3, 3})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eightHundredNeighbouringItemsTakeLittleRoom() {
        int[] numbers =
                new Random(1).ints(2000, 0, 4000).sorted().distinct().limit(800).toArray();
        assertThat(NumberSet.encode(numbers)).hasSizeLessThan(900);
    }

    @Test
    void heldItemsAloneAreStoredAsTheyAlwaysWere() {
        int[] held = {1, 5, 9};
        Selections selections = new Selections(Map.of(Want.HOLD, held));
        assertThat(selections.encode()).isEqualTo(NumberSet.encode(held));
        assertThat(Selections.decode(NumberSet.encode(held)).held()).containsExactly(held);
        assertThat(Selections.decode(NumberSet.encode(held)).want(5)).isEqualTo(Want.HOLD);
        assertThat(Selections.decode(NumberSet.encode(held)).want(6)).isEqualTo(Want.INSTALL);
    }

    @Test
    void otherSelectionsComeBack() {
        byte[] bytes = new Selections(Map.of(
                        Want.HOLD, new int[] {2}, Want.PURGE, new int[] {3, 4}, Want.UNKNOWN, new int[] {900_000}))
                .encode();
        Selections back = Selections.decode(bytes);
        assertThat(List.of(back.want(1), back.want(2), back.want(4), back.want(900_000)))
                .containsExactly(Want.INSTALL, Want.HOLD, Want.PURGE, Want.UNKNOWN);
        assertThat(back.held()).containsExactly(2);
        assertThatThrownBy(() -> Selections.decode(java.util.Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void factsComeBack() {
        assertThat(FactsCodec.decode(FactsCodec.encode(Samples.facts("pc-7")))).isEqualTo(Samples.facts("pc-7"));
    }

    @Test
    void whatRunsComesBack() {
        ComputerFacts facts = Samples.facts("pc-7").with(Samples.running());
        assertThat(FactsCodec.decode(FactsCodec.encode(facts))).isEqualTo(facts);
    }

    @Test
    void theLastDayOfSupportComesBack() {
        ComputerFacts facts = Samples.facts("pc-7").supportedUntil(LocalDate.parse("2029-06-30"));
        assertThat(FactsCodec.decode(FactsCodec.encode(facts))).isEqualTo(facts);
        ComputerFacts running = facts.with(Samples.running());
        assertThat(FactsCodec.decode(FactsCodec.encode(running))).isEqualTo(running);
    }

    /** As a release stored them that knew nothing of what runs. */
    @Test
    void factsOfBeforeAreReadAndWrittenAsBefore() {
        byte[] before = FactsCodec.encode(Samples.facts("pc-7"));
        assertThat(before[0]).isEqualTo((byte) 1);
        assertThat(FactsCodec.decode(before).running()).isEmpty();
    }

    @Test
    void theMostThatMayRunFitsIntoARow() {
        List<String> files = List.of("a".repeat(100), "b".repeat(100), "c".repeat(100), "d".repeat(100));
        List<StaleService> services = IntStream.range(0, 300)
                .mapToObj(i -> new StaleService(String.format("%0100d", i), files, Integer.MAX_VALUE))
                .toList();
        Running most = new Running(KernelState.OUTDATED, Running.fitting(services), Integer.MAX_VALUE);
        assertThat(most.restart()).hasSize(32);
        assertThat(FactsCodec.encode(Samples.facts("pc-7").with(most)).length).isLessThan(InventoryRow.MAX_FACTS);
    }

    @Test
    void setupsComeBackAndEqualOnesHaveEqualBytes() {
        assertThat(SetupCodec.decode(SetupCodec.encode(Samples.setup()))).isEqualTo(Samples.setup());
        assertThat(SetupCodec.encode(Samples.setup())).isEqualTo(SetupCodec.encode(Samples.setup()));
    }

    @Test
    void simulationsComeBack() {
        assertThat(SimulationCodec.decode(SimulationCodec.encode(Samples.simulation())))
                .isEqualTo(Samples.simulation());
    }

    @Test
    void anyDamageIsAnIllegalArgumentOrAnotherValue() {
        byte[] good = SetupCodec.encode(Samples.setup());
        Random random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 3));
            if (bad.length > 0) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                SetupCodec.decode(bad);
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageStartingWith("Stored");
            }
        }
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = FactsCodec.encode(Samples.facts("a"));
        bytes[0] = 4;
        assertThatThrownBy(() -> FactsCodec.decode(bytes)).hasMessageContaining("version");
    }
}
