package io.fettle.api.assessment;

import io.fettle.api.catalog.PatchId;
import java.util.List;

/**
 * One vulnerability over the fleet, where, and by what it is mended: all of it as of one moment.
 *
 * @param patches that mend it on computers which are exposed, those that most of them miss first, {@value #MOST_PATCHES} at most
 */
public record ExposureDetail(ExposureSummary summary, Places<ExposureState> places, List<Mending> patches) {
    public static final int MOST_PATCHES = 20;

    public ExposureDetail {
        patches = List.copyOf(patches);
    }

    /** A patch that mends it. @param computers how many of the exposed ones miss it */
    public record Mending(PatchId patch, String packageName, String arch, String candidate, long computers) {}
}
