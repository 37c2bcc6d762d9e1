package io.fettle.launcher;

import io.fettle.version.VersionOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers one question of {@code fettle compare}. Where the ecosystem's own tool compares a version that it would not accept
 * in a package, so does this, with a remark; where no order can be told, the answer is that it is not known.
 */
final class VersionComparison {
    /** Characters of a version that a message shows. */
    private static final int SHOWN = 80;

    private final String ecosystem;
    private final VersionOrder order;
    private final boolean strict;

    /**
     * @param sign {@code <}, {@code =}, {@code >}, or {@code ?} when no order can be told
     * @param remarks what is wrong with the versions, in words; never empty with a {@code ?}
     */
    record Answer(char sign, List<String> remarks) {
        static final char UNKNOWN = '?';

        static final Answer LOWER = new Answer('<', List.of());
        static final Answer EQUAL = new Answer('=', List.of());
        static final Answer HIGHER = new Answer('>', List.of());

        static Answer unknown(String why) {
            return new Answer(UNKNOWN, List.of(why));
        }

        boolean known() {
            return sign != UNKNOWN;
        }
    }

    /** @param strict whether what would not be accepted in a package has no order either */
    VersionComparison(String ecosystem, VersionOrder order, boolean strict) {
        this.ecosystem = ecosystem;
        this.order = order;
        this.strict = strict;
    }

    Answer compare(String left, String right) {
        Optional<String> leftProblem = order.validate(left);
        Optional<String> rightProblem = order.validate(right);
        if (leftProblem.isEmpty() && rightProblem.isEmpty()) {
            return answer(left, right);
        }
        List<String> refusals = remarks(left, refusal(left, leftProblem), right, refusal(right, rightProblem));
        if (!refusals.isEmpty()) {
            return new Answer(Answer.UNKNOWN, refusals);
        }
        return new Answer(answer(left, right).sign(), remarks(left, leftProblem, right, rightProblem));
    }

    /** One line, printable, whatever the text holds. */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(SHOWN, text.length()); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '\\') {
                shown.append(c);
            } else {
                shown.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", (int) c));
            }
        }
        return shown.append(text.length() > SHOWN ? "'..." : "'").toString();
    }

    private Answer answer(String left, String right) {
        int compared = order.compare(left, right);
        return compared < 0 ? Answer.LOWER : compared > 0 ? Answer.HIGHER : Answer.EQUAL;
    }

    private Optional<String> refusal(String version, Optional<String> problem) {
        return strict ? problem : order.refusal(version);
    }

    private List<String> remarks(String left, Optional<String> ofLeft, String right, Optional<String> ofRight) {
        return Stream.of(remark(left, ofLeft), remark(right, ofRight))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private Optional<String> remark(String version, Optional<String> problem) {
        return problem.map(why -> ecosystem + " version " + quoted(version) + ": " + why);
    }
}
