package io.fettle.agent.scan.rpm;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** What may leave the computer of a text that its owner wrote. */
final class PlainText {
    private static final Pattern USER_INFO = Pattern.compile("^([a-z][a-z0-9+.-]*://)[^/]*@", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);
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

    /**
     * A place without who asks there and by which word: subscriptions carry it before the host or in the query. What is too
     * long is cut, not left out, because a repository without a place is one of another kind.
     */
    static String uri(String uri, int max) {
        String place = QUERY.matcher(USER_INFO.matcher(uri).replaceFirst("$1")).replaceFirst("");
        return printable(place.substring(0, Math.min(place.length(), max)));
    }
}
