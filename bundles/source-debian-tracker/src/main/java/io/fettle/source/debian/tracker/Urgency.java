package io.fettle.source.debian.tracker;

import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Debian's word on how urgent a fix is in one release, as a rating; each rating once. Not thread-safe. */
final class Urgency {
    static final String END_OF_LIFE = "end-of-life";
    private static final String UNASSIGNED = "not yet assigned";
    private static final int MAX_WORDS = 1_000;

    private final Map<String, Optional<Rating>> ratings = new HashMap<>();

    Optional<Rating> rating(String word) {
        Optional<Rating> known = ratings.get(word);
        if (known != null) {
            return known;
        }
        Optional<Rating> rating = make(word);
        if (ratings.size() < MAX_WORDS) {
            ratings.put(word, rating);
        }
        return rating;
    }

    /** A word that we don't know is kept as unknown: unknown is not low. */
    private static Optional<Rating> make(String word) {
        if (word.isEmpty() || word.equals(UNASSIGNED) || word.equals(END_OF_LIFE)) {
            return Optional.empty();
        }
        String text = word.length() > Rating.MAX_TEXT ? word.substring(0, Rating.MAX_TEXT) : word;
        return Optional.of(new Rating(Rating.Scale.VENDOR, severity(word), text, "Debian"));
    }

    /** Stars mark an urgency that was taken from elsewhere. */
    private static Severity severity(String word) {
        return switch (word.replace("*", "")) {
            case "unimportant", "low" -> Severity.LOW;
            case "medium" -> Severity.MODERATE;
            case "high" -> Severity.IMPORTANT;
            default -> Severity.UNKNOWN;
        };
    }
}
