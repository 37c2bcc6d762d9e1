package io.fettle.api.assessment;

import java.util.List;

/**
 * Whiteboard service: told of news after they are durable. A hint that may be missed, so a listener keeps the id of the last
 * one that it has worked off, and catches up by {@link NewExposures#since}. Returns at once, does not throw.
 */
public interface ExposureNewsListener {
    /** @param news oldest first, never empty, with the counts of the whole fleet */
    void newlyExposed(List<ExposureNews> news);
}
