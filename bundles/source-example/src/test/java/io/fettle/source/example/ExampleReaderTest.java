package io.fettle.source.example;

import io.fettle.format.FormatException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import org.junit.jupiter.api.Test;

class ExampleReaderTest {
    private static final String GOOD = """
            {"published": "2026-05-01T08:00:00Z", "advisories": [
              {"id": "EX-2026-001", "title": "A request may crash exampled", "severity": "important",
               "cves": ["CVE-2026-0001"],
               "fixes": [{"platform": "Debian:12", "package": "exampled", "version": "2.4-1"}]}]}
            """;

    @Test
    @Fuzzes(ExampleReader.class)
    void feedsAreReadOrRefused() {
        Fuzz.of("example", GOOD).declares(FormatException.class).check(input -> ExampleReader.read(input, "fuzz"));
    }
}
