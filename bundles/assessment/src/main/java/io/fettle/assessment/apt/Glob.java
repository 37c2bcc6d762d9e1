package io.fettle.assessment.apt;

import java.util.regex.Pattern;

/** Shell globs (fnmatch without flags) in terms of {@link Pattern}. */
final class Glob {
    private Glob() {}

    static String translate(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    if (i == 0 || glob.charAt(i - 1) != '*') {
                        out.append(".*");
                    }
                }
                case '?' -> out.append('.');
                case '[' -> {
                    int end = Brackets.end(glob, i);
                    if (end < 0) {
                        out.append("\\[");
                    } else {
                        out.append(Brackets.translate(glob.substring(i + 1, end)));
                        i = end;
                    }
                }
                case '\\' -> {
                    if (i + 1 < glob.length()) {
                        i++;
                    }
                    out.append(Pattern.quote(String.valueOf(glob.charAt(i))));
                }
                default -> out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }
}
