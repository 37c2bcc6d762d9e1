package io.fettle.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck.Result;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessNewsTest {
    private static final Result ABSENT = Result.notReady(Reason.of("health.absent"));

    private final ReadinessNews news = new ReadinessNews();

    @Test
    void firstFailureIsSaidInWordsAndOnlyOnce() {
        assertThat(changes(Map.of("depot", ABSENT)))
                .containsExactly("Check depot fails: nothing answers for it: its part of the server has not started, or"
                        + " was taken out; the log says which component waits");
        assertThat(changes(Map.of("depot", ABSENT))).isEmpty();
    }

    @Test
    void parametersThatMoveAreNoNews() {
        news.changes(Map.of("depot", low("12")));
        assertThat(changes(Map.of("depot", low("11")))).isEmpty();
    }

    @Test
    void parametersStandInTheSentence() {
        assertThat(changes(Map.of("depot", low("12"))))
                .singleElement()
                .asString()
                .contains("the disk of /srv/depot has 12 MiB left, and 256 MiB are to stay free");
    }

    @Test
    void checkThatPassesAgainIsSaid() {
        news.changes(Map.of("depot", ABSENT));
        assertThat(changes(Map.of("depot", Result.ok()))).containsExactly("Check depot passes");
    }

    @Test
    void soundChecksAreNoNewsAtFirst() {
        assertThat(changes(Map.of("depot", Result.ok()))).isEmpty();
    }

    @Test
    void warningOfACheckThatPassesIsSaid() {
        assertThat(changes(Map.of("catalog", new Result(true, List.of(Reason.of("catalog.empty"))))))
                .containsExactly("Check catalog passes, but: nothing has been imported yet; that is no fault of a new"
                        + " server, add a source");
    }

    @Test
    void codeWithoutWordsStandsForItself() {
        assertThat(changes(Map.of("vendor", Result.notReady(Reason.of("vendor.off", "at", "x")))))
                .containsExactly("Check vendor fails: vendor.off {at=x}");
    }

    private Collection<String> changes(Map<String, Result> results) {
        return news.changes(results).values();
    }

    private static Result low(String free) {
        return Result.notReady(
                new Reason("depot.low_space", Map.of("directory", "/srv/depot", "free", free, "floor", "256")));
    }
}
