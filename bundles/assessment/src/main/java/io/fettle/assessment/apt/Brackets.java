package io.fettle.assessment.apt;

import java.util.regex.PatternSyntaxException;

/** Bracket expressions, which globs and POSIX regular expressions share, in terms of {@link java.util.regex.Pattern}. */
final class Brackets {
    private Brackets() {}

    /** Index of the closing bracket, or -1. */
    static int end(String text, int open) {
        int i = open + 1;
        if (i < text.length() && (text.charAt(i) == '^' || text.charAt(i) == '!')) {
            i++;
        }
        if (i < text.length() && text.charAt(i) == ']') {
            i++;
        }
        while (i < text.length() && text.charAt(i) != ']') {
            if (text.startsWith("[:", i)) {
                int close = text.indexOf(":]", i + 2);
                i = close < 0 ? i + 1 : close + 2;
            } else {
                i++;
            }
        }
        return i < text.length() ? i : -1;
    }

    /** @param inside what stands between the brackets */
    static String translate(String inside) {
        StringBuilder out = new StringBuilder("[");
        int i = 0;
        if (inside.startsWith("^") || inside.startsWith("!")) {
            out.append('^');
            i = 1;
        }
        for (; i < inside.length(); i++) {
            int close = inside.startsWith("[:", i) ? inside.indexOf(":]", i + 2) : -1;
            if (close >= 0) {
                out.append(posixClass(inside.substring(i + 2, close)));
                i = close + 1;
            } else if (inside.charAt(i) == '-' && i > 0 && i + 1 < inside.length()) {
                out.append('-');
            } else {
                append(out, inside.charAt(i));
            }
        }
        return out.append(']').toString();
    }

    private static void append(StringBuilder out, char c) {
        if (!Character.isLetterOrDigit(c)) {
            out.append('\\');
        }
        out.append(c);
    }

    private static String posixClass(String name) {
        return switch (name) {
            case "alpha" -> "\\p{Alpha}";
            case "digit" -> "0-9";
            case "alnum" -> "\\p{Alnum}";
            case "upper", "lower" -> "\\p{Alpha}";
            case "space" -> "\\s";
            case "punct" -> "\\p{Punct}";
            case "xdigit" -> "0-9a-fA-F";
            case "blank" -> " \\t";
            case "print" -> "\\p{Print}";
            case "graph" -> "\\p{Graph}";
            case "cntrl" -> "\\p{Cntrl}";
            default -> throw new PatternSyntaxException("Unknown character class", name, 0);
        };
    }
}
