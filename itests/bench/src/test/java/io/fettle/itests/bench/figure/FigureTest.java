package io.fettle.itests.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    private final Figure figure = Figure.of("b", "m", 3, "ms");

    @Test
    void figureWithPeerAndGoalIsOneLineWithAllFields() {
        assertThat(figure.against("p", 2).withGoal(Goal.atMostTimesThePeer(1.2)).json())
                .isEqualTo("{\"bench\":\"b\",\"metric\":\"m\",\"ours\":3.0,\"peer\":2.0,\"peer_name\":\"p\","
                        + "\"unit\":\"ms\",\"ratio\":1.5,\"goal\":\"ratio <= 1.2\",\"holds\":false}");
    }

    @Test
    void whatIsUnknownIsNull() {
        assertThat(figure.json())
                .isEqualTo("{\"bench\":\"b\",\"metric\":\"m\",\"ours\":3.0,\"peer\":null,\"peer_name\":null,"
                        + "\"unit\":\"ms\",\"ratio\":null,\"goal\":null,\"holds\":null}");
    }

    @Test
    void goalsHoldUpToTheirLimit() {
        assertThat(figure.withGoal(Goal.atMost(3)).holds()).contains(true);
        assertThat(figure.withGoal(Goal.atMost(2.9)).holds()).contains(false);
        assertThat(figure.withGoal(Goal.atLeast(3)).holds()).contains(true);
        assertThat(figure.withGoal(Goal.atLeast(100)).holds()).contains(false);
        assertThat(figure.withGoal(Goal.atMostTimesThePeer(2)).holds()).isEmpty();
    }

    @Test
    void roundLimitsAreToldWhole() {
        assertThat(figure.withGoal(Goal.atMost(1000)).json()).contains("\"goal\":\"ours <= 1000\"");
        assertThat(figure.withGoal(Goal.atLeast(185)).json()).contains("\"goal\":\"ours >= 185\"");
    }

    @Test
    void medianIsTheMiddleOne() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Median.of(List.of(1.0, 2.0))).isEqualTo(1.5);
    }

    @Test
    void goalThatDoesNotHoldIsSaidAloud() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Report(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, false)
                .add(figure.withGoal(Goal.atMost(1)));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("DOES NOT HOLD");
    }
}
