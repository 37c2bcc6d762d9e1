package io.fettle.assessment.check;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck;
import io.fettle.spi.health.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What whoever runs the server is told of the checks. */
public final class CheckReport {
    private static final Duration SAID_FOR = Duration.ofDays(1);

    private CheckReport() {}

    public static void measure(CheckLoop checks, MetricSource.Metrics target) {
        String help = "Computers whose findings were evaluated a second time, the plain way";
        target.counter("assessment_checks_total", help, Map.of("result", "agreed"), checks.agreed());
        target.counter("assessment_checks_total", help, Map.of("result", "disagreed"), checks.disagreed());
        target.counter("assessment_checks_total", help, Map.of("result", "skipped"), checks.skipped());
    }

    /** Always ready: what was wrong has been repaired. It is said for a day, though. */
    public static HealthCheck.Result of(CheckLoop checks, Instant now) {
        return new HealthCheck.Result(
                true,
                checks.last().stream()
                        .filter(found -> found.at().plus(SAID_FOR).isAfter(now))
                        .map(found -> Reason.of(
                                "assessment.disagreed",
                                "computers",
                                String.valueOf(checks.disagreed()),
                                "at",
                                found.at().toString()))
                        .toList());
    }
}
