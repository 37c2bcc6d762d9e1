package io.fettle.source.kev;

import io.fettle.format.FormatException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import org.junit.jupiter.api.Test;

class KevParserTest {
    @Test
    @Fuzzes(KevParser.class)
    void cataloguesAreReadOrRefused() {
        Fuzz.of(
                        "kev",
                        KevDocument.of(
                                "2024-05-10T12:00:00.000Z",
                                KevDocument.entry("CVE-2024-1086", "Known"),
                                KevDocument.entry("CVE-2023-0001", "Unknown")))
                .declares(FormatException.class)
                .check(input -> KevParser.parse(input, "fuzz"));
    }
}
