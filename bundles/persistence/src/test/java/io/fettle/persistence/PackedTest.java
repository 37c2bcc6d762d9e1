package io.fettle.persistence;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackedTest {
    @Test
    @Fuzzes(Packed.class)
    void columnsAreReadOrRefused() {
        Fuzz.of("packed list", Packed.list(List.of("office-1", "", "\u00e4")))
                .declares(UncheckedIOException.class, IllegalStateException.class)
                .check(Packed::list);
        Fuzz.of("packed map", Packed.map(Map.of("uri", "https://deb.example.org/", "suite", "bookworm")))
                .declares(UncheckedIOException.class, IllegalStateException.class)
                .check(Packed::map);
    }
}
