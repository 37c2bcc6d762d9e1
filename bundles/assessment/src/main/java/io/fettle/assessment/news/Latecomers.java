package io.fettle.assessment.news;

import io.fettle.api.advisory.CveId;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.reach.ExposureReader;
import io.fettle.assessment.reach.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Computers whose inventory was old when a revision exposed them by what they had reported last: of them nothing was told.
 * They are once they report again and still are exposed. Held in memory and bounded, so a restart forgets them. For the
 * evaluating thread.
 */
final class Latecomers {
    /** Of vulnerabilities; those beyond are not waited for. */
    static final int MOST = 10_000;

    private final Map<CveId, RoaringBitmap> waiting = new HashMap<>();

    void add(CveId cve, RoaringBitmap silent) {
        if (!silent.isEmpty() && (waiting.size() < MOST || waiting.containsKey(cve))) {
            waiting.merge(cve, silent, (some, more) -> RoaringBitmap.or(some, more));
        }
    }

    /** Those that have reported again. */
    RoaringBitmap back(Uncertain uncertain) {
        RoaringBitmap back = new RoaringBitmap();
        waiting.values().forEach(back::or);
        RoaringBitmap silent = new RoaringBitmap();
        uncertain.addOld(back, silent);
        back.andNot(silent);
        return back;
    }

    /**
     * What those who are back are exposed to still.
     *
     * @param known computers of which anything can be said
     */
    List<Fresh> exposed(RoaringBitmap back, ExposureReader reader, FlawBook book, RoaringBitmap known) {
        List<Fresh> found = new ArrayList<>();
        waiting.forEach((cve, silent) -> {
            RoaringBitmap returned = RoaringBitmap.and(silent, back);
            if (!returned.isEmpty()) {
                Reach reach = reader.reach(cve);
                RoaringBitmap exposed = RoaringBitmap.and(reach.exposed(), known);
                Fresh fresh = new Fresh(
                        cve,
                        RoaringBitmap.and(exposed, returned),
                        exposed,
                        book.severity(cve, reach.flaws()),
                        book.exploited(cve));
                if (fresh.exposesMore()) {
                    found.add(fresh);
                }
            }
        });
        return found;
    }

    void forget(RoaringBitmap back) {
        waiting.values().forEach(silent -> silent.andNot(back));
        waiting.values().removeIf(RoaringBitmap::isEmpty);
    }
}
