package io.fettle.assessment.apt;

import java.util.Optional;

/**
 * POSIX extended regular expressions in terms of {@link java.util.regex.Pattern}. What would mean something else there
 * (look-around, lazy and possessive repeats, letters after a backslash) is refused rather than guessed at, and so is what
 * repeats repeats beyond all measure.
 */
final class PosixRegex {
    private PosixRegex() {}

    static Optional<String> translate(String regex) {
        StringBuilder out = new StringBuilder();
        RegexWeight weight = new RegexWeight();
        boolean repeated = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            boolean repeat = c == '*' || c == '+' || c == '?' || c == '{';
            if (repeat && repeated) {
                return Optional.empty();
            }
            repeated = repeat;
            switch (c) {
                case '[' -> {
                    int end = Brackets.end(regex, i);
                    if (end < 0) {
                        return Optional.empty();
                    }
                    out.append(Brackets.translate(regex.substring(i + 1, end)));
                    weight.part();
                    i = end;
                }
                case '\\' -> {
                    if (i + 1 == regex.length() || Character.isLetterOrDigit(regex.charAt(i + 1))) {
                        return Optional.empty();
                    }
                    out.append('\\').append(regex.charAt(++i));
                    weight.part();
                }
                case '{' -> {
                    int end = regex.indexOf('}', i);
                    if (end < 0 || !regex.substring(i + 1, end).matches("[0-9]{1,3}(,[0-9]{0,3})?")) {
                        return Optional.empty();
                    }
                    out.append(regex, i, end + 1);
                    weight.repeat(times(regex.substring(i + 1, end)));
                    i = end;
                }
                case '(' -> {
                    if (regex.startsWith("(?", i)) {
                        return Optional.empty();
                    }
                    out.append('(');
                    weight.open();
                }
                case ')' -> {
                    out.append(')');
                    weight.close();
                }
                case '*', '+' -> {
                    out.append(c);
                    weight.repeat(RegexWeight.ENDLESS);
                }
                default -> {
                    out.append(c);
                    weight.part();
                }
            }
            if (weight.isTooMuch()) {
                return Optional.empty();
            }
        }
        return Optional.of(out.toString());
    }

    /** @param bounds what stands between the braces */
    private static int times(String bounds) {
        int comma = bounds.indexOf(',');
        if (comma == bounds.length() - 1) {
            return Math.max(RegexWeight.ENDLESS, Integer.parseInt(bounds.substring(0, comma)));
        }
        return Integer.parseInt(bounds.substring(comma + 1));
    }
}
