package io.fettle.api.advisory;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * One opinion on how bad something is.
 *
 * @param text in the rater's own terms: a word, or a CVSS vector; at most {@link #MAX_TEXT} characters
 * @param by who rated, for example {@code NVD}; at most {@link #MAX_BY} characters
 */
public record Rating(Scale scale, Severity severity, String text, String by) {
    public static final int MAX_TEXT = 300;
    public static final int MAX_BY = 100;

    /** Whose opinion counts more comes first. */
    public enum Scale {
        /** The product's vendor, for this product. */
        VENDOR,
        /** The distribution, for the flaw as a whole. */
        DISTRIBUTION,
        CVSS_V4,
        CVSS_V3
    }

    public Rating {
        if (text.length() > MAX_TEXT || by.length() > MAX_BY) {
            throw new IllegalArgumentException("A rating's texts have at most " + MAX_TEXT + " characters");
        }
    }

    /** The one that counts; opinions that settle nothing don't. Among equals the first. */
    public static Optional<Rating> effective(Collection<Rating> ratings) {
        return ratings.stream()
                .filter(rating -> rating.severity() != Severity.UNKNOWN)
                .min(Comparator.comparing(Rating::scale));
    }
}
