package io.fettle.assessment.apt;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern as apt takes it in preferences: {@code /regex/} (POSIX extended, found anywhere) or a shell glob (the whole
 * text); both ignore case. It comes from a computer, so matching is bounded: a regular expression that takes too many
 * steps on a text does not match it. Immutable.
 */
final class Expression {
    private static final int MAX_STEPS = 50_000;

    private final Pattern pattern;
    private final boolean anywhere;

    private Expression(Pattern pattern, boolean anywhere) {
        this.pattern = pattern;
        this.anywhere = anywhere;
    }

    /** Empty where it is a regular expression that cannot be used. */
    static Optional<Expression> of(String text) {
        int flags = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
        try {
            if (isRegex(text)) {
                return PosixRegex.translate(text.substring(1, text.length() - 1))
                        .map(regex -> new Expression(Pattern.compile(regex, flags), true));
            }
            return Optional.of(new Expression(Pattern.compile(Glob.translate(text), flags), false));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    static boolean isRegex(String text) {
        return text.length() > 1 && text.startsWith("/") && text.endsWith("/");
    }

    /** Whether apt would try it on every package name instead of looking up one. */
    static boolean isPattern(String text) {
        return isRegex(text) || text.chars().anyMatch(c -> c == '*' || c == '[' || c == '?');
    }

    boolean matches(String text) {
        try {
            Bounded bounded = new Bounded(text, new int[] {MAX_STEPS});
            return anywhere
                    ? pattern.matcher(bounded).find()
                    : pattern.matcher(bounded).matches();
        } catch (TooManySteps | StackOverflowError e) {
            return false;
        }
    }

    /** A text that can be looked at only so often. */
    private record Bounded(CharSequence text, int[] steps) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (--steps[0] < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Bounded(text.subSequence(start, end), steps);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("Too many steps", null, false, false);
        }
    }
}
