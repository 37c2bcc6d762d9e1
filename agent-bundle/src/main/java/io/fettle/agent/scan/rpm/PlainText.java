package io.fettle.agent.scan.rpm;

import java.util.function.IntPredicate;

/** What may leave the computer of a text that its owner wrote. */
final class PlainText {
    /** As servers hold it. */
    private static final IntPredicate PRINTABLE =
            c -> !Character.isISOControl(c) && c != 0xfffd && !Character.isSurrogate((char) c);

    private PlainText() {}

    static boolean isPrintable(String text) {
        return text.chars().allMatch(PRINTABLE);
    }

    /** With a question mark for each character that does not print. */
    static String printable(String text) {
        return text.chars()
                .map(c -> PRINTABLE.test(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
