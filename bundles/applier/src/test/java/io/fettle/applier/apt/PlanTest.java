package io.fettle.applier.apt;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    @Fuzzes(Plan.class)
    void aptsWordsAreReadOrRefused() {
        Fuzz.of(
                        "plan",
                        "Reading lists...\nInst a [1] (2 Debian:12/stable [amd64]) []\nInst b (1 x [all])\nRemv c [1]\n")
                .declares(IllegalArgumentException.class)
                .within(64 << 20)
                .check(input -> Plan.parse(new String(input, StandardCharsets.UTF_8)));
    }
}
