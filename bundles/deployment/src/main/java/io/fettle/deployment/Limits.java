package io.fettle.deployment;

import java.time.Duration;

/** The configuration, validated. */
record Limits(
        Duration staging,
        Duration order,
        Duration applying,
        Duration verifying,
        Duration reboot,
        int attempts,
        int rounds) {
    /** A computer that never takes its orders gets at most this many for one task. */
    static final int MAX_ORDERS = 100;

    /** Signs of life renew a state's deadline up to this age of the state. */
    static final Duration LONGEST_STATE = Duration.ofHours(24);

    static Limits of(DeploymentConfig config) {
        return new Limits(
                Duration.ofMinutes(within("stagingMinutes", config.stagingMinutes(), 1, 1440)),
                Duration.ofHours(within("orderHours", config.orderHours(), 1, 720)),
                Duration.ofMinutes(within("applyingMinutes", config.applyingMinutes(), 1, 1440)),
                Duration.ofMinutes(within("verifyingMinutes", config.verifyingMinutes(), 1, 1440)),
                Duration.ofDays(within("rebootDays", config.rebootDays(), 1, 90)),
                within("attempts", config.attempts(), 1, 100),
                within("rounds", config.rounds(), 0, 20));
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
