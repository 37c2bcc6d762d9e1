package io.fettle.assessment.apt;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often the parts of a regular expression can come one after the other. Steps over a text are counted while it is
 * matched, but repeats of nothing, as in {@code ((){999}){999}}, look at no text. Not thread-safe.
 */
final class RegexWeight {
    private static final int MAX = 2_000;
    /** Of a repeat without an end: it stops where it comes to nothing, but may begin anew with each character. */
    static final int ENDLESS = 16;

    private final Deque<Long> outside = new ArrayDeque<>();
    private long sum;
    private long last;

    void part() {
        last = 1;
        sum++;
    }

    void open() {
        outside.push(sum);
        sum = 0;
        last = 0;
    }

    void close() {
        last = sum + 1;
        sum = last + (outside.isEmpty() ? 0 : outside.pop());
    }

    /** The last part or group comes so often. */
    void repeat(int times) {
        sum += last * (times - 1);
        last *= times;
    }

    boolean isTooMuch() {
        return sum > MAX;
    }
}
