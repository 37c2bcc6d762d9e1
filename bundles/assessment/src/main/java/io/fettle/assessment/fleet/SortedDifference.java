package io.fettle.assessment.fleet;

import java.util.function.IntConsumer;

/** What has to be done to make one set of numbers another. */
final class SortedDifference {
    private SortedDifference() {}

    /** Both ascending. @param gone told what is in the first alone @param come told what is in the second alone */
    static void of(int[] before, int[] after, IntConsumer gone, IntConsumer come) {
        int left = 0;
        int right = 0;
        while (left < before.length || right < after.length) {
            if (right == after.length || (left < before.length && before[left] < after[right])) {
                gone.accept(before[left++]);
            } else if (left == before.length || after[right] < before[left]) {
                come.accept(after[right++]);
            } else {
                left++;
                right++;
            }
        }
    }
}
