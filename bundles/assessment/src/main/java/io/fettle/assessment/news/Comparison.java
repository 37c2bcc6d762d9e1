package io.fettle.assessment.news;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.catalog.CatalogDifference;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.reach.ExposureReader;
import io.fettle.assessment.reach.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds out whom a revision exposed. Looks at what the revision says it changed only, of that at what the fleet has, and
 * lays a flaw over the fleet where it reads differently. For the evaluating thread.
 */
final class Comparison {
    private final FleetIndex index;
    private final FlawBook before;
    private final FlawBook after;
    private final ExposureReader was;
    private final ExposureReader is;
    private final RoaringBitmap known;
    private final RoaringBitmap silent;
    private final Latecomers latecomers;
    private final CatalogDifference difference;

    /**
     * @param known computers of which anything can be said
     * @param silent those of which something could be said, were their inventories not old
     * @param latecomers takes in those of the silent ones that are exposed by what they had
     */
    Comparison(
            FleetIndex index,
            Layer before,
            Layer after,
            RoaringBitmap known,
            RoaringBitmap silent,
            Latecomers latecomers) {
        this.index = index;
        this.before = before.flaws();
        this.after = after.flaws();
        this.known = known;
        this.silent = silent;
        this.latecomers = latecomers;
        was = new ExposureReader(index, this.before, index.columns());
        is = new ExposureReader(index, this.after, index.columns());
        difference = after.revision().since(before.revision());
    }

    /** Vulnerabilities that expose more computers, or that computers are exposed to and that are exploited only now. */
    List<Fresh> find() {
        Set<CveId> candidates = new TreeSet<>();
        for (Subject subject : subjects()) {
            if (index.items(ItemName.of(subject)).length > 0) {
                addChanged(subject, candidates);
            }
        }
        difference.vulnerabilities().stream().filter(this::becameExploited).forEach(candidates::add);
        List<Fresh> found = new ArrayList<>();
        for (CveId cve : candidates) {
            Fresh fresh = compare(cve);
            boolean exploitedNow = !fresh.exposed().isEmpty() && becameExploited(cve);
            if (fresh.exposesMore() || exploitedNow) {
                found.add(fresh);
            }
        }
        return found;
    }

    private Collection<Subject> subjects() {
        if (!difference.everything()) {
            return difference.subjects();
        }
        List<Subject> all = new ArrayList<>();
        for (String platform : index.platforms()) {
            index.names().forEach(name -> all.add(name.on(platform)));
        }
        return all;
    }

    private void addChanged(Subject subject, Set<CveId> into) {
        Set<Flaw> known = new HashSet<>(before.of(subject));
        for (Flaw flaw : after.of(subject)) {
            // Where everything may differ, nobody names the vulnerabilities.
            boolean exploitedNow = difference.everything()
                    && after.exploitedSince(flaw).isPresent()
                    && before.exploitedSince(flaw).isEmpty();
            if (exploitedNow || !known.contains(flaw)) {
                flaw.cve().ifPresent(into::add);
            }
        }
    }

    /** Remembers nothing: a list of predictions names every vulnerability there is. */
    private boolean becameExploited(CveId cve) {
        return isExploited(after, cve) && !isExploited(before, cve);
    }

    private static boolean isExploited(FlawBook book, CveId cve) {
        return book.advisories()
                .vulnerability(cve)
                .flatMap(Vulnerability::exploited)
                .isPresent();
    }

    private Fresh compare(CveId cve) {
        Reach reach = is.reach(cve);
        RoaringBitmap exposed = RoaringBitmap.and(reach.exposed(), known);
        RoaringBitmap exposedBefore = was.reach(cve).exposed();
        RoaringBitmap newly = RoaringBitmap.andNot(exposed, exposedBefore);
        latecomers.add(cve, RoaringBitmap.andNot(RoaringBitmap.and(reach.exposed(), silent), exposedBefore));
        return new Fresh(cve, newly, exposed, after.severity(cve, reach.flaws()), after.exploited(cve));
    }
}
