package io.fettle.assessment.apt;

import java.util.Locale;
import java.util.Optional;

/**
 * What a pin speaks about, as in apt's pkgVersionMatch: a version by its number, or the files that offer it by their
 * release or origin. Immutable.
 */
interface PinMatch {
    /** Whether it takes this file; never for a pin by version number. */
    boolean takes(IndexFile file);

    /** Whether it takes this version, which is where one of the files does. */
    default boolean takes(OfferedVersion version) {
        return version.files().stream().anyMatch(this::takes);
    }

    /** Empty where apt would not understand it either, or where its regular expression cannot be used. */
    static Optional<PinMatch> of(String kind, String expression) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "version" -> VersionText.of(expression.strip()).map(ByVersion::new);
            case "release" -> ReleaseMatch.of(expression.strip());
            case "origin" -> origin(expression.strip());
            default -> Optional.empty();
        };
    }

    private static Optional<PinMatch> origin(String expression) {
        boolean quoted = expression.length() >= 2 && expression.startsWith("\"") && expression.endsWith("\"");
        String site = quoted ? expression.substring(1, expression.length() - 1) : expression;
        return Expression.of(site).map(ByOrigin::new);
    }

    /** A pin by version number. */
    record ByVersion(VersionText version) implements PinMatch {
        @Override
        public boolean takes(IndexFile file) {
            return false;
        }

        @Override
        public boolean takes(OfferedVersion offered) {
            return version.matches(offered.version());
        }
    }

    /** A pin by host; an empty one means local repositories. What is merely installed has none, not even an empty one. */
    record ByOrigin(Expression site) implements PinMatch {
        @Override
        public boolean takes(IndexFile file) {
            return !file.isStatus() && site.matches(file.site());
        }
    }

    /** A version, also with a star at its end, also as an expression. Ignores case. */
    record VersionText(String text, boolean prefix, Expression expression) {
        static Optional<VersionText> of(String text) {
            boolean prefix = text.endsWith("*");
            String plain = prefix ? text.substring(0, text.length() - 1) : text;
            return Expression.of(plain).map(expression -> new VersionText(plain, prefix, expression));
        }

        boolean matches(String version) {
            boolean literal =
                    prefix ? version.regionMatches(true, 0, text, 0, text.length()) : version.equalsIgnoreCase(text);
            return literal || expression.matches(version);
        }
    }
}
