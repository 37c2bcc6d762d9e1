package io.fettle.assessment.evaluation;

import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Ruling;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** What was decided about patches, as of one moment. Immutable. */
public final class Decisions {
    static final Decisions NONE = new Decisions(Map.of());

    private final Map<PatchId, Ruling> rulings;
    private final boolean anyApproved;

    private Decisions(Map<PatchId, Ruling> rulings) {
        this.rulings = rulings;
        anyApproved =
                rulings.values().stream().anyMatch(ruling -> !ruling.approved().isEmpty());
    }

    /** @param next what is known now of these patches; of all others nothing has changed */
    Decisions with(Map<PatchId, Ruling> next) {
        Map<PatchId, Ruling> all = new HashMap<>(rulings);
        next.forEach((patch, ruling) -> {
            if (ruling.isEmpty()) {
                all.remove(patch);
            } else {
                all.put(patch, ruling);
            }
        });
        return new Decisions(all);
    }

    /** Patches of these that are declined for others than before. */
    Set<PatchId> declinedOtherwise(Decisions before, Set<PatchId> among) {
        Set<PatchId> changed = new HashSet<>(among);
        changed.removeIf(
                patch -> ruling(patch).declined().equals(before.ruling(patch).declined()));
        return changed;
    }

    public Ruling ruling(PatchId patch) {
        return rulings.getOrDefault(patch, Ruling.NONE);
    }

    public Decision of(PatchId patch, Machine machine) {
        return ruling(patch).forMemberOf(machine.groups());
    }

    /** Computers that a patch is declined for, by the groups' bitmaps. */
    public RoaringBitmap declinedFor(PatchId patch, FleetIndex index) {
        Ruling ruling = ruling(patch);
        return ruling.declined().isEmpty() ? new RoaringBitmap() : index.inGroups(ruling.declined());
    }

    public boolean anyApproved() {
        return anyApproved;
    }

    /** Computers that a patch is approved for, by the groups' bitmaps. */
    public RoaringBitmap approvedFor(PatchId patch, FleetIndex index) {
        Ruling ruling = ruling(patch);
        return ruling.approved().isEmpty()
                ? new RoaringBitmap()
                : RoaringBitmap.andNot(index.inGroups(ruling.approved()), index.inGroups(ruling.declined()));
    }
}
