package io.fettle.assessment.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelationParserFuzzTest {
    @Test
    @Fuzzes(RelationParser.class)
    void whateverAComputerTellsIsTakenApartOrPassedOver() {
        Fuzz.of(
                        "relations",
                        "libc6 (>= 2.36), default-mta | mail-transport-agent, python3:any (<< 3.12), a|b|c",
                        "mta (= 2)")
                .lenient()
                .within(64 << 20)
                .check(input -> clauses(new String(input, StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsOutOfFormKeepsNothingBack() {
        assertThat(clauses(" , ,| ,")).isEmpty();
        assertThat(clauses("a ("))
                .singleElement()
                .extracting(Clause::alternatives)
                .isEqualTo(clauses("a").get(0).alternatives());
    }

    private static List<Clause> clauses(String words) {
        List<Clause> clauses = new ArrayList<>();
        RelationParser.clauses(words, clauses::add);
        return clauses;
    }
}
