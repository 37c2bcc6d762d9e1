package io.fettle.assessment.dependency;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes apart {@code a (>= 1) | b:any, c}. What is out of form is passed over: a word that nobody understands keeps nothing
 * back.
 */
final class RelationParser {
    private RelationParser() {}

    static void clauses(String words, Consumer<Clause> each) {
        int start = 0;
        while (start < words.length()) {
            int comma = words.indexOf(',', start);
            int end = comma < 0 ? words.length() : comma;
            String text = words.substring(start, end).strip();
            List<Wanted> alternatives = alternatives(text);
            if (!alternatives.isEmpty()) {
                each.accept(new Clause(alternatives, text));
            }
            start = end + 1;
        }
    }

    private static List<Wanted> alternatives(String text) {
        if (text.indexOf('|') < 0) {
            return text.isEmpty() ? List.of() : List.of(wanted(text));
        }
        List<Wanted> alternatives = new ArrayList<>();
        for (String part : text.split("\\|")) {
            if (!part.isBlank()) {
                alternatives.add(wanted(part.strip()));
            }
        }
        return alternatives;
    }

    private static Wanted wanted(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '(') {
            end++;
        }
        String name = text.substring(0, end);
        int colon = name.indexOf(':');
        Range range = range(text, end);
        return colon < 0
                ? new Wanted(name, "", range)
                : new Wanted(name.substring(0, colon), name.substring(colon + 1), range);
    }

    private static Range range(String text, int from) {
        int open = text.indexOf('(', from);
        int close = text.indexOf(')', from);
        if (open < 0 || close < open) {
            return Range.ALL;
        }
        int version = open + 1;
        while (version < close && "<>= ".indexOf(text.charAt(version)) >= 0) {
            version++;
        }
        String operator = text.substring(open + 1, version).strip();
        return new Range(
                operator.isEmpty() ? "=" : operator,
                text.substring(version, close).strip());
    }
}
