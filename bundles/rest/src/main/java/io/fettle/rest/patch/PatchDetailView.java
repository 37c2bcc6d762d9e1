package io.fettle.rest.patch;

import io.fettle.api.assessment.PatchDetail;
import io.fettle.api.assessment.PatchState;
import io.fettle.rest.list.Cut;
import io.fettle.rest.office.PlaceView;
import java.time.Instant;
import java.util.Map;

/**
 * A patch with what it mends, and where.
 *
 * @param patch as the list has it
 * @param advisories names of those that it carries out for a computer that misses it
 * @param mends what it mends on a computer that misses it, known exploited ones first
 * @param states number of computers per state
 * @param offices the same by office, those where most computers miss it first
 * @param changeRevision state of the fleet that it was computed from
 */
public record PatchDetailView(
        PatchView patch,
        Cut<String> advisories,
        Cut<Mended> mends,
        Map<PatchState, Long> states,
        Cut<PlaceView> offices,
        Cut<PlaceView> groups,
        long catalogRevision,
        long changeRevision,
        Instant computedAt) {
    private static final int MOST = 100;

    static PatchDetailView of(PatchDetail known, PatchView patch, Cut<PlaceView> offices) {
        return new PatchDetailView(
                patch,
                Cut.of(known.advisories(), MOST),
                Cut.of(known.mends().stream().map(Mended::of).toList(), MOST),
                known.computers(),
                offices,
                PlaceView.groups(known.places().groups(), known.places().groupsTotal()),
                known.catalogRevision(),
                known.changeRevision(),
                known.computedAt());
    }

    /** A vulnerability that it mends. @param exploited whether it is known to be */
    public record Mended(String cve, boolean exploited) {
        static Mended of(PatchDetail.Mended known) {
            return new Mended(known.cve().value(), known.exploited());
        }
    }
}
