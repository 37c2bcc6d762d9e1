package io.fettle.version;

/**
 * The parts of an Alpine version. A token is told by its kind, a number that is also its rank among all tokens that may
 * stand at the same place, so that kinds and key bytes have one order.
 */
final class ApkToken {

    /** What was read last, in the order in which the parts may follow one another. */
    enum Stage {
        START,
        NUMBERS,
        LETTER,
        SUFFIX,
        SUFFIX_NUMBER,
        HASH,
        REVISION
    }

    static final int INVALID = 5;
    static final int END = 6;

    private static final int REVISION = 7;
    private static final int HASH = 8;
    private static final int SUFFIX_NUMBER = 9;
    private static final int LETTER = 15;
    private static final int LEADING_ZERO = 41;
    private static final int NUMBER = 42;
    /** The first number: nothing but an invalid beginning can stand where it stands. */
    private static final int FIRST_NUMBER = 43;

    /** The index is the kind; empty where a kind is no suffix. */
    private static final String[] SUFFIXES = {
        "", "alpha", "beta", "pre", "rc", "", "", "", "", "", "cvs", "svn", "git", "hg", "p"
    };

    private ApkToken() {}

    static int kind(String s, int index, Stage stage) {
        if (stage == Stage.START) {
            return isDigitAt(s, index) ? FIRST_NUMBER : INVALID;
        }
        if (index >= s.length()) {
            return END;
        }
        char c = s.charAt(index);
        if (Ascii.isDigit(c)) {
            return stage == Stage.SUFFIX ? SUFFIX_NUMBER : INVALID;
        }
        if (Ascii.isLower(c)) {
            return stage == Stage.NUMBERS ? LETTER + c - 'a' : INVALID;
        }
        return switch (c) {
            case '.' -> stage == Stage.NUMBERS ? numberKind(s, index + 1) : INVALID;
            case '_' -> stage.compareTo(Stage.SUFFIX_NUMBER) <= 0 ? suffixKind(s, index + 1) : INVALID;
            case '~' -> stage.compareTo(Stage.HASH) < 0 && hashEnd(s, index + 1) > index + 1 ? HASH : INVALID;
            case '-' ->
                stage.compareTo(Stage.REVISION) < 0 && s.startsWith("r", index + 1) && isDigitAt(s, index + 2)
                        ? REVISION
                        : INVALID;
            default -> INVALID;
        };
    }

    /** Where the value of a number or text begins. */
    static int value(int index, int kind) {
        return switch (kind) {
            case REVISION -> index + 2;
            case HASH, LEADING_ZERO, NUMBER -> index + 1;
            default -> index;
        };
    }

    static int end(String s, int index, int kind) {
        return switch (kind) {
            case INVALID -> s.length();
            case HASH -> hashEnd(s, index + 1);
            case REVISION, SUFFIX_NUMBER, LEADING_ZERO, NUMBER, FIRST_NUMBER ->
                Ascii.digitsEnd(s, value(index, kind), s.length());
            default -> isSuffix(kind) ? index + 1 + SUFFIXES[kind].length() : index + 1;
        };
    }

    static Stage after(int kind) {
        return switch (kind) {
            case REVISION -> Stage.REVISION;
            case HASH -> Stage.HASH;
            case SUFFIX_NUMBER -> Stage.SUFFIX_NUMBER;
            case LEADING_ZERO, NUMBER, FIRST_NUMBER -> Stage.NUMBERS;
            default -> isSuffix(kind) ? Stage.SUFFIX : Stage.LETTER;
        };
    }

    /** Whether the value is compared as text. Suffixes and letters have no value beside their kind. */
    static boolean isText(int kind) {
        return kind == HASH || kind == LEADING_ZERO || kind == INVALID;
    }

    /** Whether the value is compared as a number. */
    static boolean isNumber(int kind) {
        return kind == REVISION || kind == SUFFIX_NUMBER || kind == NUMBER || kind == FIRST_NUMBER;
    }

    private static boolean isSuffix(int kind) {
        return kind < LETTER;
    }

    private static int numberKind(String s, int index) {
        if (!isDigitAt(s, index)) {
            return INVALID;
        }
        return s.charAt(index) == '0' ? LEADING_ZERO : NUMBER;
    }

    private static int suffixKind(String s, int start) {
        int end = start;
        while (end < s.length() && Ascii.isLower(s.charAt(end))) {
            end++;
        }
        for (int kind = 0; kind < SUFFIXES.length; kind++) {
            String suffix = SUFFIXES[kind];
            if (!suffix.isEmpty() && end - start == suffix.length() && s.startsWith(suffix, start)) {
                return kind;
            }
        }
        return INVALID;
    }

    private static int hashEnd(String s, int start) {
        int i = start;
        while (i < s.length() && (Ascii.isDigit(s.charAt(i)) || (s.charAt(i) >= 'a' && s.charAt(i) <= 'f'))) {
            i++;
        }
        return i;
    }

    private static boolean isDigitAt(String s, int index) {
        return index < s.length() && Ascii.isDigit(s.charAt(index));
    }
}
