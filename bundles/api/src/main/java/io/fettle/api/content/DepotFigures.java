package io.fettle.api.content;

import java.time.Instant;

/**
 * What a depot keeps, and what it spares the line behind it.
 *
 * @param files pieces of content held now
 * @param bytes their size together
 * @param requests for content since {@code since}
 * @param pulledFiles pieces of content that were pulled through since then
 * @param pulledBytes bytes that came from origins since then, broken-off downloads included
 * @param since when the depot's process began to count
 */
public record DepotFigures(long files, long bytes, long requests, long pulledFiles, long pulledBytes, Instant since) {
    public DepotFigures {
        if (files < 0 || bytes < 0 || requests < 0 || pulledFiles < 0 || pulledBytes < 0) {
            throw new IllegalArgumentException("A depot's figures are not negative");
        }
    }
}
