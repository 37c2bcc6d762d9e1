package io.fettle.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTextTest {
    private final MetricsText text = new MetricsText();

    @Test
    void gaugeAndCounterAreThreeLinesEach() {
        text.gauge("depot_bytes", "Bytes held", 12);
        text.counter("check_ins_total", "Check-ins", 3.5);
        assertThat(text)
                .hasToString("# HELP fettle_depot_bytes Bytes held\n"
                        + "# TYPE fettle_depot_bytes gauge\n"
                        + "fettle_depot_bytes 12.0\n"
                        + "# HELP fettle_check_ins_total Check-ins\n"
                        + "# TYPE fettle_check_ins_total counter\n"
                        + "fettle_check_ins_total 3.5\n");
    }

    @Test
    void figuresOfOneNameStandTogetherWhateverComesBetween() {
        text.gauge("computers", "Computers", Map.of("state", "active"), 2);
        text.gauge("depot_bytes", "Bytes held", 12);
        text.gauge("computers", "Computers", Map.of("state", "quarantined"), 1);
        assertThat(text)
                .hasToString("# HELP fettle_computers Computers\n"
                        + "# TYPE fettle_computers gauge\n"
                        + "fettle_computers{state=\"active\"} 2.0\n"
                        + "fettle_computers{state=\"quarantined\"} 1.0\n"
                        + "# HELP fettle_depot_bytes Bytes held\n"
                        + "# TYPE fettle_depot_bytes gauge\n"
                        + "fettle_depot_bytes 12.0\n");
    }

    @Test
    void valuesOfLabelsAreEscaped() {
        text.gauge("a", "x", Map.of("b", "1", "a", "q\"\\\n"), 1);
        assertThat(text.toString()).contains("fettle_a{a=\"q\\\"\\\\ \",b=\"1\"} 1.0\n");
    }

    @Test
    void labelThatWouldBreakTheFormatIsRefused() {
        assertThatThrownBy(() -> text.gauge("a", "x", Map.of("b\"", "1"), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(text.toString()).isEmpty();
    }

    @Test
    void nameHasOneKind() {
        text.gauge("a", "x", 1);
        assertThatThrownBy(() -> text.counter("a", "x", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void helpStaysOnItsLineAndIsEscaped() {
        text.gauge("a", "one\ntwo\rthree \\ four", 1);
        assertThat(text.toString()).startsWith("# HELP fettle_a one two three \\\\ four\n# TYPE");
    }

    @Test
    void infinityAndNotANumberAreWrittenAsPrometheusReadsThem() {
        text.gauge("a", "", Double.POSITIVE_INFINITY);
        text.gauge("b", "", Double.NEGATIVE_INFINITY);
        text.gauge("c", "", Double.NaN);
        assertThat(text.toString()).contains("fettle_a +Inf\n", "fettle_b -Inf\n", "fettle_c NaN\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "a-b", "a b", "a\nb", "a{x=\"1\"}"})
    void nameThatWouldBreakTheFormatIsRefused(String name) {
        assertThatThrownBy(() -> text.gauge(name, "", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(text.toString()).isEmpty();
    }
}
