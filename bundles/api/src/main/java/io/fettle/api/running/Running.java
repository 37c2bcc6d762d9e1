package io.fettle.api.running;

import java.util.List;

/**
 * What runs on a computer, next to what is installed. It is bounded: a computer may be in anybody's hands.
 *
 * @param kernel the kernel; which one runs and which is the newest stands in the computer's facts
 * @param restart services that have to be restarted, at most {@link #MAX_SERVICES} of them, with at most {@link
 *     #MAX_CHARACTERS} of text
 * @param unseen processes that could not be looked into: of them nobody knows. Where not even their number can be known,
 *     at least 1
 */
public record Running(KernelState kernel, List<StaleService> restart, int unseen) {
    public static final int MAX_SERVICES = 200;
    public static final int MAX_CHARACTERS = 16_000;

    public Running {
        restart = List.copyOf(restart);
        if (restart.size() > MAX_SERVICES || characters(restart) > MAX_CHARACTERS || unseen < 0) {
            throw new IllegalArgumentException("At most " + MAX_SERVICES + " services with " + MAX_CHARACTERS
                    + " characters wait for a restart, and no fewer than 0 processes are unseen");
        }
    }

    /** Cuts a list, in its order, to what fits. */
    public static List<StaleService> fitting(List<StaleService> services) {
        int end = Math.min(services.size(), MAX_SERVICES);
        while (characters(services.subList(0, end)) > MAX_CHARACTERS) {
            end--;
        }
        return List.copyOf(services.subList(0, end));
    }

    private static int characters(List<StaleService> services) {
        return services.stream().mapToInt(StaleService::characters).sum();
    }
}
