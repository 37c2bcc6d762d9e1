package io.fettle.security.enrolment;

import io.fettle.api.exchange.Enrolment.Origin;
import io.fettle.security.account.Addresses;
import io.fettle.security.account.AttemptLimiter;
import io.fettle.security.account.AttemptLimiter.Rule;
import io.fettle.security.account.AttemptLimiter.Verdict;
import java.time.Clock;
import java.time.Duration;

/**
 * Limits how fast one place may ask to join. A place that fails waits ever longer; good ones, and a relay that passes on
 * those of its whole office, get far. Thread-safe.
 */
final class EnrolmentGate {
    private static final Rule DIRECT =
            new Rule(20, Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final Rule VIA_RELAY =
            new Rule(200, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(5));

    private final AttemptLimiter direct;
    private final AttemptLimiter viaRelay;

    EnrolmentGate(Clock clock) {
        direct = new AttemptLimiter(DIRECT, clock);
        viaRelay = new AttemptLimiter(VIA_RELAY, clock);
    }

    Verdict enter(Origin origin) {
        return limiter(origin).attempt(key(origin));
    }

    void succeeded(Origin origin) {
        limiter(origin).succeeded(key(origin));
    }

    private AttemptLimiter limiter(Origin origin) {
        return origin.relayId().isEmpty() ? direct : viaRelay;
    }

    private static String key(Origin origin) {
        return origin.relayId().isEmpty() ? Addresses.network(origin.remoteAddress()) : origin.relayId();
    }
}
