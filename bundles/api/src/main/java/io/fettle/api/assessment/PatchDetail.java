package io.fettle.api.assessment;

import io.fettle.api.advisory.CveId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One patch over the fleet, and where: all of it as of one moment.
 *
 * @param summary as {@link Findings#patches} has it; its counts are zero where nobody has anything to do with it any more
 * @param advisories names of those that it carries out for a computer that misses it
 * @param mends what it mends on a computer that misses it: known exploited ones first, then by prediction
 * @param computers number of computers per state, for every state
 * @param catalogRevision and {@code changeRevision}: what it was computed from
 */
public record PatchDetail(
        PatchSummary summary,
        List<String> advisories,
        List<Mended> mends,
        Map<PatchState, Long> computers,
        Places<PatchState> places,
        long catalogRevision,
        long changeRevision,
        Instant computedAt) {
    public PatchDetail {
        advisories = List.copyOf(advisories);
        mends = List.copyOf(mends);
        computers = Map.copyOf(computers);
    }

    /** A vulnerability that it mends. @param exploited whether it is known to be */
    public record Mended(CveId cve, boolean exploited) {}
}
