package io.fettle.assessment.reach;

import io.fettle.api.advisory.FixStatus;
import io.fettle.assessment.flaw.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * The computers that one vulnerability concerns, package by package. A computer that has several of its packages counts
 * by the worst: one with a fix, for there is something to do, then one without, then one nobody knows of. Not thread-safe.
 */
public final class Reach {
    private RoaringBitmap fixable = new RoaringBitmap();
    private RoaringBitmap unfixed = new RoaringBitmap();
    private RoaringBitmap unclear = new RoaringBitmap();
    private RoaringBitmap concerned = new RoaringBitmap();
    private final List<Flaw> flaws = new ArrayList<>();

    /** Shares bitmaps with the columns as long as one of them says it all. */
    void add(Flaw flaw, Map<String, VersionColumn> columns) {
        if (flaw.status() == FixStatus.NOT_AFFECTED) {
            return;
        }
        flaws.add(flaw);
        for (VersionColumn column : Columns.forArches(columns, flaw.arches())) {
            concerned = joined(concerned, column.all());
            if (flaw.status() == FixStatus.FIXED) {
                fixable = joined(fixable, column.with(flaw));
            } else if (flaw.status() == FixStatus.UNDER_INVESTIGATION) {
                unclear = joined(unclear, column.all());
            } else {
                unfixed = joined(unfixed, column.with(flaw));
            }
        }
    }

    private static RoaringBitmap joined(RoaringBitmap left, RoaringBitmap right) {
        if (right.isEmpty()) {
            return left;
        }
        return left.isEmpty() ? right : RoaringBitmap.or(left, right);
    }

    /** As they are in the packages that somebody has. */
    public List<Flaw> flaws() {
        return flaws;
    }

    public RoaringBitmap fixable() {
        return fixable;
    }

    public RoaringBitmap unfixed() {
        return RoaringBitmap.andNot(unfixed, fixable);
    }

    public RoaringBitmap unclear() {
        return RoaringBitmap.andNot(unclear, exposed());
    }

    public RoaringBitmap exposed() {
        return joined(fixable, unfixed);
    }

    /** Has one of its packages, in whatever version. */
    public RoaringBitmap concerned() {
        return concerned;
    }
}
