package io.fettle.version;

import java.util.Optional;

/**
 * dpkg's order, as in deb-version(7) and dpkg's own {@code verrevcmp}: epoch, then upstream version, then revision;
 * within each, stretches of non-digits and of digits take turns; a tilde sorts before the end, letters before everything
 * else.
 *
 * <p>A prefix before the first colon that is no number counts as part of the upstream version, so that the order stays
 * total on strings that dpkg would refuse.
 */
public final class DpkgVersionOrder implements VersionOrder {

    /** The only instance; it has no state. */
    public static final DpkgVersionOrder INSTANCE = new DpkgVersionOrder();

    private DpkgVersionOrder() {}

    @Override
    public int compare(String left, String right) {
        int leftStart = upstreamStart(left);
        int rightStart = upstreamStart(right);
        if (leftStart != 0 || rightStart != 0) {
            int byEpoch = comparePart(left, 0, Math.max(0, leftStart - 1), right, 0, Math.max(0, rightStart - 1));
            if (byEpoch != 0) {
                return byEpoch;
            }
        }
        int leftHyphen = revisionHyphen(left, leftStart);
        int rightHyphen = revisionHyphen(right, rightStart);
        int byUpstream = comparePart(left, leftStart, leftHyphen, right, rightStart, rightHyphen);
        if (byUpstream != 0) {
            return byUpstream;
        }
        return comparePart(left, leftHyphen + 1, left.length(), right, rightHyphen + 1, right.length());
    }

    @Override
    public byte[] sortKey(String version) {
        int start = upstreamStart(version);
        int hyphen = revisionHyphen(version, start);
        SortKeyWriter key = new SortKeyWriter(2 * version.length() + 16);
        key.number(version, 0, Math.max(0, start - 1));
        appendPart(key, version, start, hyphen);
        appendPart(key, version, hyphen + 1, version.length());
        return key.toBytes();
    }

    @Override
    public Optional<String> refusal(String version) {
        if (version.isEmpty()) {
            return Optional.of("it is empty");
        }
        for (int i = 0; i < version.length(); i++) {
            if (version.charAt(i) <= ' ' || version.charAt(i) >= 0x7f) {
                return Optional.of("a blank, a control character or one beyond ASCII at position " + i);
            }
        }
        int colon = version.indexOf(':');
        if (colon >= 0 && !isEpoch(version, colon)) {
            return Optional.of("what stands before the colon is no number from 0 to " + Integer.MAX_VALUE);
        }
        int start = colon + 1;
        int hyphen = revisionHyphen(version, start);
        if (hyphen == start || start == version.length()) {
            return Optional.of("the upstream version is empty");
        }
        return hyphen == version.length() - 1
                ? Optional.of("the revision after the hyphen is empty")
                : Optional.empty();
    }

    @Override
    public Optional<String> validate(String version) {
        Optional<String> refusal = refusal(version);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (version.length() > MAX_LENGTH) {
            return Optional.of("it is longer than " + MAX_LENGTH + " characters");
        }
        int start = upstreamStart(version);
        if (!Ascii.isDigit(version.charAt(start))) {
            return Optional.of("the upstream version does not start with a digit");
        }
        int hyphen = revisionHyphen(version, start);
        for (int i = start; i < version.length(); i++) {
            char c = version.charAt(i);
            boolean allowed = Ascii.isAlphanumeric(c)
                    || c == '.'
                    || c == '+'
                    || c == '~'
                    || (i <= hyphen && (c == '-' || c == ':'));
            if (!allowed) {
                return Optional.of("a character that is not allowed at position " + i);
            }
        }
        return Optional.empty();
    }

    /** Index of the first character after the epoch's colon, 0 when there is no epoch. */
    static int upstreamStart(String version) {
        int colon = version.indexOf(':');
        for (int i = 0; i < colon; i++) {
            if (!Ascii.isDigit(version.charAt(i))) {
                return 0;
            }
        }
        return colon <= 0 ? 0 : colon + 1;
    }

    /** Index of the hyphen before the revision, the string's length when there is no revision. */
    static int revisionHyphen(String version, int start) {
        int hyphen = version.lastIndexOf('-');
        return hyphen >= start ? hyphen : version.length();
    }

    private static boolean isEpoch(String version, int colon) {
        long value = 0;
        for (int i = 0; i < colon; i++) {
            if (!Ascii.isDigit(version.charAt(i))) {
                return false;
            }
            value = value * 10 + version.charAt(i) - '0';
            if (value > Integer.MAX_VALUE) {
                return false;
            }
        }
        return colon > 0;
    }

    /** verrevcmp; a start beyond the end is an empty part. */
    private static int comparePart(String a, int aStart, int aEnd, String b, int bStart, int bEnd) {
        int i = aStart;
        int j = bStart;
        while (i < aEnd || j < bEnd) {
            while ((i < aEnd && !Ascii.isDigit(a.charAt(i))) || (j < bEnd && !Ascii.isDigit(b.charAt(j)))) {
                int byCharacter = weight(a, i, aEnd) - weight(b, j, bEnd);
                if (byCharacter != 0) {
                    return byCharacter;
                }
                i++;
                j++;
            }
            while (i < aEnd && a.charAt(i) == '0') {
                i++;
            }
            while (j < bEnd && b.charAt(j) == '0') {
                j++;
            }
            int byFirstDigit = 0;
            while (i < aEnd && Ascii.isDigit(a.charAt(i)) && j < bEnd && Ascii.isDigit(b.charAt(j))) {
                if (byFirstDigit == 0) {
                    byFirstDigit = a.charAt(i) - b.charAt(j);
                }
                i++;
                j++;
            }
            if (i < aEnd && Ascii.isDigit(a.charAt(i))) {
                return 1;
            }
            if (j < bEnd && Ascii.isDigit(b.charAt(j))) {
                return -1;
            }
            if (byFirstDigit != 0) {
                return byFirstDigit;
            }
        }
        return 0;
    }

    /** dpkg's order(): the end and a digit weigh nothing. */
    private static int weight(String s, int index, int end) {
        if (index >= end) {
            return 0;
        }
        char c = s.charAt(index);
        if (Ascii.isDigit(c)) {
            return 0;
        }
        if (Ascii.isLetter(c)) {
            return c;
        }
        return c == '~' ? -1 : c + 256;
    }

    private static void appendPart(SortKeyWriter key, String s, int start, int end) {
        int i = start;
        do {
            for (; i < end && !Ascii.isDigit(s.charAt(i)); i++) {
                appendNonDigit(key, s.charAt(i));
            }
            key.end();
            int digits = i;
            while (i < end && Ascii.isDigit(s.charAt(i))) {
                i++;
            }
            key.number(s, digits, i);
        } while (i < end);
        // After a number only a non-digit could follow, so this end marker closes the part unmistakably.
        key.end();
    }

    private static void appendNonDigit(SortKeyWriter key, char c) {
        if (c == '~') {
            key.beforeEnd();
        } else if (Ascii.isLetter(c)) {
            key.letter(c);
        } else {
            key.other(c);
        }
    }
}
