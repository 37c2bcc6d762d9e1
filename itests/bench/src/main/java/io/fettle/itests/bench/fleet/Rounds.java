package io.fettle.itests.bench.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What many rounds of one thing took, in milliseconds. Not thread-safe. */
public final class Rounds {
    private static final int WARM_UP_PARTS = 4;
    private final List<Double> millis = new ArrayList<>();

    /** Something that takes time. */
    public interface Work {
        void run() throws Exception;
    }

    public static double millis(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    public void add(double took) {
        millis.add(took);
    }

    /** Without the first quarter, in which the compiler is still at work. @param part 0.5 for the median */
    public double percentile(double part) {
        List<Double> sorted = new ArrayList<>(millis.subList(millis.size() / WARM_UP_PARTS, millis.size()));
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * part)));
    }

    public double median() {
        return percentile(0.5);
    }
}
