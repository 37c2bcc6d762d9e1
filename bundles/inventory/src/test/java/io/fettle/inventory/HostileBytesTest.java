package io.fettle.inventory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.inventory.Want;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.fuzz.RepeatedBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Rows that a disk damaged, or somebody else wrote. */
class HostileBytesTest {
    @Test
    @Fuzzes({FactsCodec.class, RunningCodec.class, ByteReader.class})
    void factsAreReadOrRefused() {
        fuzz(
                "facts",
                FactsCodec::decode,
                FactsCodec.encode(Samples.facts("pc-7")),
                FactsCodec.encode(Samples.facts("pc-7").with(Samples.running())));
    }

    @Test
    @Fuzzes({SetupCodec.class, RpmSetupCodec.class})
    void setupsAreReadOrRefused() {
        fuzz("setup", SetupCodec::decode, SetupCodec.encode(Samples.setup()), SetupCodec.encode(Samples.dnf()));
    }

    @Test
    @Fuzzes(SimulationCodec.class)
    void dryRunsAreReadOrRefused() {
        fuzz("dry run", SimulationCodec::decode, SimulationCodec.encode(Samples.simulation()));
    }

    @Test
    @Fuzzes({NumberSet.class, PackedItems.class})
    void numbersAreReadOrRefused() {
        fuzz(
                "numbers",
                bytes -> {
                    NumberSet.decode(bytes);
                    new PackedItems(bytes).forEach(number -> {});
                },
                NumberSet.encode(new int[] {0, 5, 300, Integer.MAX_VALUE}));
    }

    @Test
    @Fuzzes(PackedArrivals.class)
    void arrivalsAreReadOrRefused() {
        fuzz(
                "arrivals",
                bytes -> PackedArrivals.of(bytes).forEach((item, day) -> {}),
                PackedArrivals.pack(new TreeMap<>(Map.of(1, 20_000, 500, 20_001, 900_000, 20_002))));
    }

    @Test
    @Fuzzes(Selections.class)
    void selectionsAreReadOrRefused() {
        Selections selections = new Selections(Map.of(Want.HOLD, new int[] {2}, Want.PURGE, new int[] {3, 900_000}));
        fuzz("selections", Selections::decode, selections.encode());
    }

    @Test
    void aDryRunThatUnpacksToMoreThanItsBoundIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(1);
        try (DeflaterOutputStream bomb = new DeflaterOutputStream(bytes, new Deflater(9, true))) {
            new RepeatedBytes("\1", n -> "\0".repeat(1 << 16), (SimulationCodec.MAX_PLAIN >> 16) + 1L, "")
                    .transferTo(bomb);
        }
        assertThatThrownBy(() -> SimulationCodec.decode(bytes.toByteArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too big");
    }

    private static void fuzz(String what, Fuzz.Reading reading, byte[]... good) {
        Fuzz.of(what, good).declares(IllegalArgumentException.class).check(reading);
    }
}
