package io.fettle.source.epss;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.VulnerabilityNote;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows of one file, a few dozen bytes each, so that all of them are checked before any is handed over. Not
 * thread-safe.
 */
final class EpssScores {
    private static final int NUMBER_BITS = 40;
    private static final int FIRST_SIZE = 1 << 16;

    private long[] cves = new long[FIRST_SIZE];
    private double[] scores = new double[FIRST_SIZE];
    private double[] percentiles = new double[FIRST_SIZE];
    private int size;
    private boolean ranked = true;

    int size() {
        return size;
    }

    /** @param percentile empty where the file has none; it then follows from all scores */
    void add(int year, long number, double score, Optional<Double> percentile) {
        if (size == cves.length) {
            cves = Arrays.copyOf(cves, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
            percentiles = Arrays.copyOf(percentiles, 2 * size);
        }
        cves[size] = ((long) year << NUMBER_BITS) | number;
        scores[size] = score;
        percentiles[size] = percentile.orElse(0.0);
        ranked &= percentile.isPresent();
        size++;
    }

    /** A CVE that has two rows. */
    Optional<CveId> duplicate() {
        long[] sorted = Arrays.copyOf(cves, size);
        Arrays.sort(sorted);
        for (int i = 1; i < size; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return Optional.of(cve(sorted[i]));
            }
        }
        return Optional.empty();
    }

    void handOver(LocalDate date, String model, Consumer<VulnerabilityNote> taker) {
        double[] sorted = ranked ? new double[0] : sortedScores();
        for (int i = 0; i < size; i++) {
            double percentile = ranked ? percentiles[i] : (double) notAbove(sorted, scores[i]) / size;
            taker.accept(VulnerabilityNote.of(new ExploitPrediction(scores[i], percentile, date, model), cve(cves[i])));
        }
    }

    private double[] sortedScores() {
        double[] sorted = Arrays.copyOf(scores, size);
        Arrays.sort(sorted);
        return sorted;
    }

    private static int notAbove(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static CveId cve(long packed) {
        long number = packed & ((1L << NUMBER_BITS) - 1);
        String digits = Long.toString(number);
        return new CveId(
                "CVE-" + (packed >>> NUMBER_BITS) + '-' + "0".repeat(Math.max(0, 4 - digits.length())) + digits);
    }
}
