package io.fettle.version;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The precedence of Semantic Versioning 2.0.0, section 11: major, minor and patch by value; a pre-release before its
 * release; pre-release identifiers one by one, numbers by value and before text, text in ASCII order, fewer before more.
 * Build metadata has no part in it, so versions that differ only there are equal. Numbers may have any size.
 *
 * <p>The grammar is taken at its word: {@code v1.2.3}, {@code 1.2} and {@code 01.2.3} are no semantic versions, and no
 * order is told for them. To keep the order total they all sort before every version, among themselves as text.
 */
public final class SemanticVersionOrder implements VersionOrder {

    /** The only instance; it has no state. */
    public static final SemanticVersionOrder INSTANCE = new SemanticVersionOrder();

    private static final int UNORDERED = 0;
    private static final int ORDERED = 1;

    private static final int END = 1;
    private static final int NUMBER = 2;
    private static final int TEXT = 3;
    private static final int RELEASE = 4;

    private static final int CORE_NUMBERS = 3;

    private SemanticVersionOrder() {}

    @Override
    public int compare(String left, String right) {
        boolean leftOrdered = problem(left) == null;
        boolean rightOrdered = problem(right) == null;
        if (!leftOrdered || !rightOrdered) {
            return leftOrdered == rightOrdered ? left.compareTo(right) : Boolean.compare(leftOrdered, rightOrdered);
        }
        int i = 0;
        int j = 0;
        for (int number = 0; number < CORE_NUMBERS; number++) {
            int iEnd = Ascii.digitsEnd(left, i, left.length());
            int jEnd = Ascii.digitsEnd(right, j, right.length());
            int byNumber = Ascii.compareNumbers(left, i, iEnd, right, j, jEnd);
            if (byNumber != 0) {
                return byNumber;
            }
            i = iEnd + 1;
            j = jEnd + 1;
        }
        return comparePreReleases(left, i, right, j);
    }

    @Override
    public byte[] sortKey(String version) {
        SortKeyWriter key = new SortKeyWriter(2 * version.length() + 16);
        if (problem(version) != null) {
            key.rank(UNORDERED);
            key.anything(version, 0);
            return key.toBytes();
        }
        key.rank(ORDERED);
        int i = 0;
        for (int number = 0; number < CORE_NUMBERS; number++) {
            int numberEnd = Ascii.digitsEnd(version, i, version.length());
            key.number(version, i, numberEnd);
            i = numberEnd + 1;
        }
        int end = buildStart(version);
        if (i > end) {
            key.rank(RELEASE);
            return key.toBytes();
        }
        while (i <= end) {
            int identifierEnd = identifierEnd(version, i, end);
            int kind = kind(version, i, identifierEnd);
            key.rank(kind);
            if (kind == NUMBER) {
                key.number(version, i, identifierEnd);
            } else {
                // Needs no end mark: every rank is below the characters of an identifier.
                key.letters(version, i, identifierEnd);
            }
            i = identifierEnd + 1;
        }
        key.rank(END);
        return key.toBytes();
    }

    @Override
    public Optional<String> refusal(String version) {
        return Optional.ofNullable(problem(version));
    }

    @Override
    public Optional<String> validate(String version) {
        return version.length() > MAX_LENGTH
                ? Optional.of("it is longer than " + MAX_LENGTH + " characters")
                : refusal(version);
    }

    /** Both begin after the hyphen, or beyond the build metadata's plus sign when there is no pre-release. */
    private static int comparePreReleases(String a, int aStart, String b, int bStart) {
        int aEnd = buildStart(a);
        int bEnd = buildStart(b);
        if (aStart > aEnd || bStart > bEnd) {
            return Boolean.compare(aStart > aEnd, bStart > bEnd);
        }
        int i = aStart;
        int j = bStart;
        while (i <= aEnd && j <= bEnd) {
            int iEnd = identifierEnd(a, i, aEnd);
            int jEnd = identifierEnd(b, j, bEnd);
            int byIdentifier = compareIdentifiers(a, i, iEnd, b, j, jEnd);
            if (byIdentifier != 0) {
                return byIdentifier;
            }
            i = iEnd + 1;
            j = jEnd + 1;
        }
        return Boolean.compare(i <= aEnd, j <= bEnd);
    }

    private static int compareIdentifiers(String a, int aStart, int aEnd, String b, int bStart, int bEnd) {
        int kind = kind(a, aStart, aEnd);
        int byKind = kind - kind(b, bStart, bEnd);
        if (byKind != 0) {
            return byKind;
        }
        return kind == NUMBER
                ? Ascii.compareNumbers(a, aStart, aEnd, b, bStart, bEnd)
                : Ascii.compareText(a, aStart, aEnd, b, bStart, bEnd);
    }

    private static int kind(String s, int start, int end) {
        return Ascii.digitsEnd(s, start, end) == end ? NUMBER : TEXT;
    }

    private static int buildStart(String s) {
        int plus = s.indexOf('+');
        return plus < 0 ? s.length() : plus;
    }

    private static int identifierEnd(String s, int start, int end) {
        int dot = s.indexOf('.', start);
        return dot < 0 || dot > end ? end : dot;
    }

    /** Why the grammar does not know the string, null when it does. */
    private static @Nullable String problem(String s) {
        if (s.isEmpty()) {
            return "it is empty";
        }
        if (s.charAt(0) == 'v' || s.charAt(0) == 'V') {
            return "a leading v is no part of a semantic version";
        }
        int i = 0;
        for (int number = 0; number < CORE_NUMBERS; number++) {
            if (number > 0 && (i >= s.length() || s.charAt(i++) != '.')) {
                return "it is not made of three numbers, major.minor.patch";
            }
            int end = Ascii.digitsEnd(s, i, s.length());
            if (end == i) {
                return "it is not made of three numbers, major.minor.patch";
            }
            if (s.charAt(i) == '0' && end > i + 1) {
                return "a number with a leading zero at position " + i;
            }
            i = end;
        }
        int build = buildStart(s);
        if (i < build) {
            if (s.charAt(i) != '-') {
                return "a character that is not allowed at position " + i;
            }
            String problem = identifiersProblem(s, i + 1, build, true);
            if (problem != null) {
                return problem;
            }
        }
        return build == s.length() ? null : identifiersProblem(s, build + 1, s.length(), false);
    }

    private static @Nullable String identifiersProblem(String s, int start, int end, boolean preRelease) {
        int i = start;
        while (i <= end) {
            int next = identifierEnd(s, i, end);
            if (next == i) {
                return "an empty identifier at position " + i;
            }
            for (int at = i; at < next; at++) {
                if (!Ascii.isAlphanumeric(s.charAt(at)) && s.charAt(at) != '-') {
                    return "a character that is not allowed at position " + at;
                }
            }
            if (preRelease && s.charAt(i) == '0' && next > i + 1 && kind(s, i, next) == NUMBER) {
                return "a number with a leading zero at position " + i;
            }
            i = next + 1;
        }
        return null;
    }
}
