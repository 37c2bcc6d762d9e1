package io.fettle.api.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import java.util.List;

/** News of exposure, the newest {@link ExposureNews#MAX_KEPT} of them. Thread-safe; the first call may read the database. */
public interface NewExposures {
    /** The newest first; of one revision the worst first. */
    Page<ExposureNews> list(Scope scope, PageRequest page);

    /**
     * News after one that was seen, oldest first, for whoever has to hear of each: kept ones survive a restart.
     *
     * @param id of the last one seen; 0 for none
     * @param max 1 to 1,000
     */
    List<ExposureNews> since(long id, int max);
}
