package io.fettle.version;

import java.util.Optional;

/**
 * Alpine's order, as in apk-package(5) and version.c of apk-tools 3:
 * {@code number{.number}...{letter}{_suffix{number}}...{~hash}{-r#}}. The first number is compared by value, further ones
 * as text where one of the two begins with a zero ({@code 1.0 < 1.001 < 1.1}); at any place
 * {@code _alpha < _beta < _pre < _rc < (invalid) < (end) < -r# < ~hash < suffix number < _cvs < _svn < _git < _hg < _p
 * < letter < .number}. apk-tools 2.14 differs in numbers with leading zeros and knows no hashes.
 *
 * <p>What is no version any more ends the comparison, as in apk itself: {@code 23_foo} is newer than {@code 4_beta}, and
 * {@code 1.0bc} newer than {@code 1.0}. Where apk finds two such tails equal, they are ordered as text here, so that
 * different invalid versions are never equal. Numbers may have any size; apk's overflow at 64 bits is not imitated.
 */
public final class ApkVersionOrder implements VersionOrder {

    /** The only instance; it has no state. */
    public static final ApkVersionOrder INSTANCE = new ApkVersionOrder();

    private ApkVersionOrder() {}

    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        ApkToken.Stage stage = ApkToken.Stage.START;
        while (true) {
            int kind = ApkToken.kind(left, i, stage);
            int byKind = kind - ApkToken.kind(right, j, stage);
            if (byKind != 0 || kind == ApkToken.END) {
                return byKind;
            }
            int leftEnd = ApkToken.end(left, i, kind);
            int rightEnd = ApkToken.end(right, j, kind);
            int byValue = compareValues(kind, left, i, leftEnd, right, j, rightEnd);
            if (byValue != 0 || kind == ApkToken.INVALID) {
                return byValue;
            }
            i = leftEnd;
            j = rightEnd;
            stage = ApkToken.after(kind);
        }
    }

    @Override
    public byte[] sortKey(String version) {
        SortKeyWriter key = new SortKeyWriter(2 * version.length() + 16);
        int i = 0;
        int kind = ApkToken.kind(version, i, ApkToken.Stage.START);
        while (kind != ApkToken.END && kind != ApkToken.INVALID) {
            int end = ApkToken.end(version, i, kind);
            key.rank(kind);
            if (ApkToken.isNumber(kind)) {
                key.number(version, ApkToken.value(i, kind), end);
            } else if (ApkToken.isText(kind)) {
                // Needs no end mark: every rank is below the digits and letters of text.
                key.letters(version, ApkToken.value(i, kind), end);
            }
            i = end;
            kind = ApkToken.kind(version, i, ApkToken.after(kind));
        }
        key.rank(kind);
        if (kind == ApkToken.INVALID) {
            key.anything(version, i);
        }
        return key.toBytes();
    }

    @Override
    public Optional<String> refusal(String version) {
        if (version.isEmpty()) {
            return Optional.of("it is empty");
        }
        int control = Ascii.firstControl(version);
        if (control >= 0) {
            return Optional.of("a control character at position " + control);
        }
        return Ascii.isDigit(version.charAt(0)) ? Optional.empty() : Optional.of("it does not start with a digit");
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
        int i = 0;
        int kind = ApkToken.kind(version, i, ApkToken.Stage.START);
        while (kind != ApkToken.END && kind != ApkToken.INVALID) {
            i = ApkToken.end(version, i, kind);
            kind = ApkToken.kind(version, i, ApkToken.after(kind));
        }
        return kind == ApkToken.END
                ? Optional.empty()
                : Optional.of("what begins at position " + i + " can't stand there in an apk version");
    }

    private static int compareValues(int kind, String a, int i, int aEnd, String b, int j, int bEnd) {
        int aValue = ApkToken.value(i, kind);
        int bValue = ApkToken.value(j, kind);
        if (ApkToken.isNumber(kind)) {
            return Ascii.compareNumbers(a, aValue, aEnd, b, bValue, bEnd);
        }
        return ApkToken.isText(kind) ? Ascii.compareText(a, aValue, aEnd, b, bValue, bEnd) : 0;
    }
}
