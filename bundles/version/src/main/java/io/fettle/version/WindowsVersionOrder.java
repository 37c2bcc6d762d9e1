package io.fettle.version;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order of Windows builds and file versions: numbers separated by dots, compared by value from left to right; any
 * count of them, a missing one is 0 ({@code 10.0} equals {@code 10.0.0.0}), each of any size.
 *
 * <p>Nothing else is a version here: no letters, no blanks, no text after it as in {@code 10.0.1 (WinBuild.160101.0800)}.
 * To keep the order total such strings all sort before every version, among themselves as text.
 */
public final class WindowsVersionOrder implements VersionOrder {

    /** The only instance; it has no state. */
    public static final WindowsVersionOrder INSTANCE = new WindowsVersionOrder();

    private static final int UNORDERED = 0;
    private static final int ORDERED = 1;

    private WindowsVersionOrder() {}

    @Override
    public int compare(String left, String right) {
        boolean leftOrdered = problem(left) == null;
        boolean rightOrdered = problem(right) == null;
        if (!leftOrdered || !rightOrdered) {
            return leftOrdered == rightOrdered ? left.compareTo(right) : Boolean.compare(leftOrdered, rightOrdered);
        }
        int i = 0;
        int j = 0;
        while (i < left.length() || j < right.length()) {
            int iEnd = Ascii.digitsEnd(left, i, left.length());
            int jEnd = Ascii.digitsEnd(right, j, right.length());
            int byNumber = Ascii.compareNumbers(left, i, iEnd, right, j, jEnd);
            if (byNumber != 0) {
                return byNumber;
            }
            i = Math.min(iEnd + 1, left.length());
            j = Math.min(jEnd + 1, right.length());
        }
        return 0;
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
        int end = significantEnd(version);
        for (int i = 0; i < end; ) {
            int numberEnd = Ascii.digitsEnd(version, i, version.length());
            key.number(version, i, numberEnd);
            i = numberEnd + 1;
        }
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

    /** Index after the last digit that is not 0: what follows says no more than its absence. */
    private static int significantEnd(String version) {
        int end = version.length();
        while (end > 0 && (version.charAt(end - 1) == '0' || version.charAt(end - 1) == '.')) {
            end--;
        }
        return end;
    }

    private static @Nullable String problem(String version) {
        if (version.isEmpty()) {
            return "it is empty";
        }
        boolean numberBefore = false;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (c != '.' && !Ascii.isDigit(c)) {
                return "neither digit nor dot at position " + i;
            }
            if (c == '.' && !numberBefore) {
                return "no number before the dot at position " + i;
            }
            numberBefore = c != '.';
        }
        return numberBefore ? null : "no number after the last dot";
    }
}
