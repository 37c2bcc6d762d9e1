package io.fettle.assessment.fleet;

import io.fettle.api.Scope;
import io.fettle.api.assessment.FleetPart;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Parts of the fleet as bitmaps. */
public final class Parts {
    private Parts() {}

    /** Computers of the part that the scope sees; the caller's own. */
    public static RoaringBitmap visible(FleetIndex index, FleetPart part, Scope scope) {
        RoaringBitmap visible = index.visible(scope);
        part.officeId().ifPresent(office -> visible.and(index.inOffice(office)));
        part.group().ifPresent(group -> visible.and(index.inGroups(Set.of(group))));
        return visible;
    }
}
