package io.fettle.itests.check;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param name of a check, or {@code all}, or {@code list}
 */
record Arguments(String name, int runs, long seed, boolean json) {
    private static final int MAX_RUNS = 100_000;
    private static final int EASY_TO_TYPE = 1_000_000;

    /** Empty where it cannot be understood. */
    static Optional<Arguments> parse(List<String> given) {
        List<String> words = new ArrayList<>(given);
        if (!words.isEmpty() && words.get(0).equals("check")) {
            words.remove(0);
        }
        boolean json = words.remove("--json");
        try {
            long runs = number(words, "--runs").orElse(1L);
            long seed = number(words, "--seed").orElseGet(() -> (long) new SecureRandom().nextInt(EASY_TO_TYPE));
            boolean usable = words.size() <= 1 && runs >= 1 && runs <= MAX_RUNS;
            return usable
                    ? Optional.of(new Arguments(words.isEmpty() ? "list" : words.get(0), (int) runs, seed, json))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(List<String> words, String option) {
        int at = words.indexOf(option);
        if (at < 0) {
            return Optional.empty();
        }
        words.remove(at);
        if (at == words.size()) {
            throw new NumberFormatException(option);
        }
        return Optional.of(Long.parseLong(words.remove(at)));
    }
}
