package io.fettle.version;

/** Digits and letters as the package tools see them: ASCII only, numbers of any size, no locale. */
final class Ascii {

    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isLetter(char c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || isLetter(c);
    }

    static boolean isControl(char c) {
        return c < ' ' || c == 0x7f;
    }

    /** Index of the first control character, -1 when there is none. */
    static int firstControl(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (isControl(s.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Index after the digits that begin at {@code start}. */
    static int digitsEnd(String s, int start, int end) {
        int i = start;
        while (i < end && isDigit(s.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Compares two stretches of digits by value; an empty one is 0. */
    static int compareNumbers(String a, int aStart, int aEnd, String b, int bStart, int bEnd) {
        int i = afterZeros(a, aStart, aEnd);
        int j = afterZeros(b, bStart, bEnd);
        int byCount = (aEnd - i) - (bEnd - j);
        return byCount != 0 ? byCount : compareText(a, i, aEnd, b, j, bEnd);
    }

    /** Compares character by character; a beginning sorts before the whole. */
    static int compareText(String a, int aStart, int aEnd, String b, int bStart, int bEnd) {
        int common = Math.min(aEnd - aStart, bEnd - bStart);
        for (int i = 0; i < common; i++) {
            int byCharacter = a.charAt(aStart + i) - b.charAt(bStart + i);
            if (byCharacter != 0) {
                return byCharacter;
            }
        }
        return (aEnd - aStart) - (bEnd - bStart);
    }

    static int afterZeros(String s, int start, int end) {
        int i = start;
        while (i < end && s.charAt(i) == '0') {
            i++;
        }
        return i;
    }
}
