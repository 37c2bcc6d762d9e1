package io.fettle.version;

import java.util.Optional;

/**
 * rpm's order of {@code [epoch:]version[-release]}, as in rpm-version(7) and rpm's own {@code rpmverCmp}: a missing epoch
 * is 0; a missing release is older than any release, even an empty one; versions and releases are compared segment by
 * segment, where {@code ~ < (end) < ^ < letters < number}, and every other character only separates.
 *
 * <p>rpm compares whatever it is given, so every string without control characters has an order here;
 * {@link #validate} asks for what rpmbuild accepts. Numbers, the epoch among them, may have any size.
 */
public final class RpmVersionOrder implements VersionOrder {

    /** The only instance; it has no state. */
    public static final RpmVersionOrder INSTANCE = new RpmVersionOrder();

    private static final int TILDE = 1;
    private static final int END = 2;
    private static final int CARET = 3;
    private static final int LETTERS = 4;
    private static final int NUMBER = 5;
    /** Key byte of a number with more digits than fit between {@link #NUMBER} and the letters. */
    private static final int LONG_NUMBER = 'A' - 1;

    private static final long MAX_EPOCH = 0xffff_ffffL;

    private RpmVersionOrder() {}

    @Override
    public int compare(String left, String right) {
        int leftStart = versionStart(left);
        int rightStart = versionStart(right);
        int byEpoch = Ascii.compareNumbers(left, 0, Math.max(0, leftStart - 1), right, 0, Math.max(0, rightStart - 1));
        if (byEpoch != 0) {
            return byEpoch;
        }
        int leftHyphen = releaseHyphen(left, leftStart);
        int rightHyphen = releaseHyphen(right, rightStart);
        int byVersion = compareSegments(left, leftStart, leftHyphen, right, rightStart, rightHyphen);
        if (byVersion != 0) {
            return byVersion;
        }
        boolean leftReleased = leftHyphen < left.length();
        boolean rightReleased = rightHyphen < right.length();
        if (!leftReleased || !rightReleased) {
            return Boolean.compare(leftReleased, rightReleased);
        }
        return compareSegments(left, leftHyphen + 1, left.length(), right, rightHyphen + 1, right.length());
    }

    @Override
    public byte[] sortKey(String version) {
        int start = versionStart(version);
        int hyphen = releaseHyphen(version, start);
        SortKeyWriter key = new SortKeyWriter(2 * version.length() + 16);
        key.number(NUMBER, LONG_NUMBER, version, 0, Math.max(0, start - 1));
        appendSegments(key, version, start, hyphen);
        if (hyphen < version.length()) {
            appendSegments(key, version, hyphen + 1, version.length());
        }
        return key.toBytes();
    }

    @Override
    public Optional<String> refusal(String version) {
        if (version.isEmpty()) {
            return Optional.of("it is empty");
        }
        int control = Ascii.firstControl(version);
        return control < 0 ? Optional.empty() : Optional.of("a control character at position " + control);
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
        int start = versionStart(version);
        if (start == 1 || !isEpoch(version, start - 1)) {
            return Optional.of("the epoch before the colon is no number from 0 to " + MAX_EPOCH);
        }
        int hyphen = releaseHyphen(version, start);
        if (hyphen == start || start == version.length()) {
            return Optional.of("the version is empty");
        }
        if (hyphen == version.length() - 1) {
            return Optional.of("the release after the hyphen is empty");
        }
        for (int i = start; i < version.length(); i++) {
            char c = version.charAt(i);
            if (i != hyphen && !Ascii.isAlphanumeric(c) && "._+~^".indexOf(c) < 0) {
                return Optional.of("a character that is not allowed at position " + i);
            }
            if (c == '.' && i > start && version.charAt(i - 1) == '.') {
                return Optional.of("two dots in a row at position " + (i - 1));
            }
        }
        return Optional.empty();
    }

    /** Index after the epoch's colon, 0 when there is none; digits or nothing may stand before it. */
    private static int versionStart(String version) {
        int i = Ascii.digitsEnd(version, 0, version.length());
        return i < version.length() && version.charAt(i) == ':' ? i + 1 : 0;
    }

    private static int releaseHyphen(String version, int start) {
        int hyphen = version.lastIndexOf('-');
        return hyphen >= start ? hyphen : version.length();
    }

    private static boolean isEpoch(String version, int end) {
        long value = 0;
        for (int i = 0; i < end; i++) {
            value = value * 10 + version.charAt(i) - '0';
            if (value > MAX_EPOCH) {
                return false;
            }
        }
        return true;
    }

    /** rpmvercmp. */
    private static int compareSegments(String a, int aStart, int aEnd, String b, int bStart, int bEnd) {
        int i = segment(a, aStart, aEnd);
        int j = segment(b, bStart, bEnd);
        while (true) {
            int kind = kind(a, i, aEnd);
            int byKind = kind - kind(b, j, bEnd);
            if (byKind != 0 || kind == END) {
                return byKind;
            }
            int iEnd = segmentEnd(a, i, aEnd, kind);
            int jEnd = segmentEnd(b, j, bEnd, kind);
            int bySegment = kind == NUMBER
                    ? Ascii.compareNumbers(a, i, iEnd, b, j, jEnd)
                    : Ascii.compareText(a, i, iEnd, b, j, jEnd);
            if (bySegment != 0) {
                return bySegment;
            }
            i = segment(a, iEnd, aEnd);
            j = segment(b, jEnd, bEnd);
        }
    }

    private static void appendSegments(SortKeyWriter key, String s, int start, int end) {
        for (int i = segment(s, start, end); i < end; ) {
            int kind = kind(s, i, end);
            int next = segmentEnd(s, i, end, kind);
            if (kind == NUMBER) {
                key.number(NUMBER, LONG_NUMBER, s, i, next);
            } else {
                key.rank(kind);
                if (kind == LETTERS) {
                    // Needs no end mark: whatever follows is a rank, and every rank is below the letters.
                    key.letters(s, i, next);
                }
            }
            i = segment(s, next, end);
        }
        key.rank(END);
    }

    /** Index of the next segment: separators are skipped. */
    private static int segment(String s, int start, int end) {
        int i = start;
        while (i < end && kind(s, i, end) == 0) {
            i++;
        }
        return i;
    }

    /** The segment's rank among others at the same place, 0 for a separator. */
    private static int kind(String s, int index, int end) {
        if (index >= end) {
            return END;
        }
        char c = s.charAt(index);
        if (Ascii.isDigit(c)) {
            return NUMBER;
        }
        if (Ascii.isLetter(c)) {
            return LETTERS;
        }
        return c == '~' ? TILDE : c == '^' ? CARET : 0;
    }

    private static int segmentEnd(String s, int start, int end, int kind) {
        if (kind == NUMBER) {
            return Ascii.digitsEnd(s, start, end);
        }
        int i = start + 1;
        while (kind == LETTERS && i < end && Ascii.isLetter(s.charAt(i))) {
            i++;
        }
        return i;
    }
}
