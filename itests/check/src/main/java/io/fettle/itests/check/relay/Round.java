package io.fettle.itests.check.relay;

import io.fettle.api.Digest;
import io.fettle.itests.check.run.Attempt;
import io.fettle.testkit.wan.Weather;
import java.time.Duration;

/**
 * What happens around one kill, all of it drawn beforehand.
 *
 * @param content that is pulled meanwhile
 * @param cut whether the line is cut first, and the relay killed after some more answers; otherwise it is killed while it pulls
 * @param bytesDown that come down before the line is cut, or the relay killed
 * @param answers of the relay between the cut and the kill
 * @param micros from then until the kill
 * @param weather until then
 * @param startsAlone whether it starts again before the line is mended
 */
record Round(
        Digest content, boolean cut, int bytesDown, int answers, int micros, Weather weather, boolean startsAlone) {
    private static final int SPEED = 2 << 20;
    private static final int LEAST_DOWN = 16 << 10;
    private static final int MOST_ANSWERS = 40;
    private static final int MOST_MICROS = 30_000;
    private static final int CORRUPT_ONE_IN = 3_000_000;

    static Round draw(Attempt attempt, Digest content, int size) {
        return new Round(
                content,
                attempt.random().nextBoolean(),
                attempt.between(LEAST_DOWN, size - LEAST_DOWN),
                attempt.between(1, MOST_ANSWERS),
                attempt.between(0, MOST_MICROS),
                weather(attempt.between(0, 2)),
                attempt.random().nextBoolean());
    }

    private static Weather weather(int kind) {
        return switch (kind) {
            case 0 -> fine();
            case 1 -> fine().delayed(Duration.ofMillis(30));
            default -> fine().corrupting(CORRUPT_ONE_IN);
        };
    }

    /** So slow that there is time for things to happen. */
    static Weather fine() {
        return Weather.FINE.throttled(SPEED);
    }

    String words() {
        return (cut
                        ? "line cut after " + bytesDown + " bytes, kill after " + answers + " more answers"
                        : "kill after " + bytesDown + " bytes")
                + " and " + micros + " us, "
                + (weather.corruptOneIn() > 0 ? "noisy" : weather.delay().toMillis() + " ms")
                + " line, mended " + (startsAlone ? "after" : "before") + " the start";
    }
}
