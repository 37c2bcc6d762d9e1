package io.fettle.assessment.reach;

import io.fettle.api.advisory.FixStatus;
import io.fettle.assessment.flaw.Flaw;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The computers that one vulnerability concerns, package by package. A computer that has several of its packages may be
 * among those with a fix and among those without; it is unclear only where it is in neither. Not thread-safe.
 */
public final class Reach {
    private RoaringBitmap fixable = new RoaringBitmap();
    private RoaringBitmap unfixed = new RoaringBitmap();
    private RoaringBitmap unclear = new RoaringBitmap();
    private RoaringBitmap concerned = new RoaringBitmap();
    private final List<Flaw> flaws = new ArrayList<>();

    /**
     * Shares bitmaps with the columns as long as one of them says it all.
     *
     * @param columns those that the flaw is about
     * @param among the only computers that count; empty for all
     */
    void add(Flaw flaw, Collection<VersionColumn> columns, Optional<RoaringBitmap> among) {
        if (flaw.status() == FixStatus.NOT_AFFECTED) {
            return;
        }
        flaws.add(flaw);
        for (VersionColumn column : columns) {
            RoaringBitmap all = within(among, column.all());
            concerned = joined(concerned, all);
            if (flaw.status() == FixStatus.FIXED) {
                fixable = joined(fixable, within(among, column.with(flaw)));
            } else if (flaw.status() == FixStatus.UNDER_INVESTIGATION) {
                unclear = joined(unclear, all);
            } else {
                unfixed = joined(unfixed, within(among, column.with(flaw)));
            }
        }
    }

    private static RoaringBitmap within(Optional<RoaringBitmap> among, RoaringBitmap computers) {
        return among.map(some -> RoaringBitmap.and(some, computers)).orElse(computers);
    }

    private static RoaringBitmap joined(RoaringBitmap left, RoaringBitmap right) {
        if (right.isEmpty()) {
            return left;
        }
        return left.isEmpty() ? right : RoaringBitmap.or(left, right);
    }

    /** Hands over what it keeps, which several may share. */
    void eachBitmap(Consumer<RoaringBitmap> each) {
        List.of(fixable, unfixed, unclear, concerned).forEach(each);
    }

    /** As they are in the packages that somebody has. */
    public List<Flaw> flaws() {
        return flaws;
    }

    /** Those with a package that has a fix, whatever is with their other packages. */
    public RoaringBitmap fixable() {
        return fixable;
    }

    /** Those with a package that has no fix, whatever is with their other packages. */
    public RoaringBitmap unfixed() {
        return unfixed;
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
