package io.fettle.testkit.wan;

import java.time.Duration;

/**
 * How good a line is.
 *
 * @param delay of every byte, each way
 * @param bytesPerSecond each way, of all connections together; 0 for no limit
 * @param corruptOneIn one of so many bytes has a bit turned round, on average; 0 for none
 */
public record Weather(Duration delay, long bytesPerSecond, int corruptOneIn) {
    public static final Weather FINE = new Weather(Duration.ZERO, 0, 0);

    public Weather {
        if (delay.isNegative() || bytesPerSecond < 0 || corruptOneIn < 0) {
            throw new IllegalArgumentException("Delay, speed and corruption are not negative");
        }
    }

    public Weather delayed(Duration by) {
        return new Weather(by, bytesPerSecond, corruptOneIn);
    }

    public Weather throttled(long toBytesPerSecond) {
        return new Weather(delay, toBytesPerSecond, corruptOneIn);
    }

    public Weather corrupting(int oneByteIn) {
        return new Weather(delay, bytesPerSecond, oneByteIn);
    }
}
