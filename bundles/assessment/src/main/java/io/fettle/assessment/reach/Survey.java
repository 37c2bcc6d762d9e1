package io.fettle.assessment.reach;

import io.fettle.api.advisory.CveId;
import io.fettle.assessment.flaw.Flaw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * What of the fleet all its exposures follow from, as of one moment: taken quickly while the fleet's lock is held, and
 * reckoned with when it no longer is. Immutable; thread-safe.
 */
public final class Survey {
    private final List<Part> parts;
    private final Map<String, RoaringBitmap> modules;

    /** @param modules computers on which a stream is active, of all that flaws name */
    Survey(List<Part> parts, Map<String, RoaringBitmap> modules) {
        this.parts = List.copyOf(parts);
        this.modules = Map.copyOf(modules);
    }

    /** The flaws of a package on one platform, and who has it there. */
    record Part(List<Flaw> flaws, Map<Columns.Build, VersionColumn> having) {}

    /** Every vulnerability that concerns a package of the fleet. */
    public Map<CveId, Reach> reaches() {
        Map<CveId, Reach> all = new HashMap<>();
        for (Part part : parts) {
            for (Flaw flaw : part.flaws()) {
                flaw.cve().ifPresent(cve -> all.computeIfAbsent(cve, c -> new Reach())
                        .add(flaw, Columns.about(flaw, part.having()), among(flaw)));
            }
        }
        return all;
    }

    private Optional<RoaringBitmap> among(Flaw flaw) {
        return Optional.ofNullable(modules.get(flaw.module()));
    }
}
