package io.fettle.assessment.evaluation;

import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogDifference;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.assessment.evaluation.PatchColumns.Group;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.verdict.Judgement;
import io.fettle.assessment.verdict.Rules;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Makes the layer of a catalog revision: whole, or from the layer before it, of which only what the revision changed is
 * made anew. Reads the index, so for the one writer.
 */
final class LayerBuilder {
    /** Packages that are judged before any is counted: bitmaps of those wait in memory. */
    private static final int AT_ONCE = 1_000;

    private final FleetIndex index;
    private final FirstSeenBook firstSeen;

    LayerBuilder(FleetIndex index, FirstSeenBook firstSeen) {
        this.index = index;
        this.firstSeen = firstSeen;
    }

    /**
     * Each item is judged once per kind of computer; bitmaps carry that to the computers. Judging is most of it, and is shared
     * among the processors; items of one package stay together, because they have answers in common.
     */
    Layer whole(Catalog.Revision revision, FleetItems fleet, Decisions decisions, Rules rules) {
        Layer made = new Layer(revision, fleet, decisions, rules, firstSeen);
        Spread<SetupVerdicts> spread = new Spread<>(index, made::verdicts);
        List<int[]> packages = new ArrayList<>();
        index.itemNames().eachPackage(packages::add);
        for (int from = 0; from < packages.size(); from += AT_ONCE) {
            packages.subList(from, Math.min(from + AT_ONCE, packages.size())).parallelStream()
                    .map(items -> missing(items, spread))
                    .toList()
                    .forEach(groups -> groups.forEach(group -> add(made, group)));
        }
        return made;
    }

    private List<Group> missing(int[] items, Spread<SetupVerdicts> spread) {
        List<Group> groups = new ArrayList<>();
        for (int item : items) {
            spread.parts(item, verdicts -> missing(item, verdicts), (one, other) -> one == other)
                    .forEach(part -> groups.add(group(item, part.outcome(), part.computers())));
        }
        return groups;
    }

    private static Optional<Verdict> missing(int item, SetupVerdicts verdicts) {
        Judgement judgement = verdicts.judgement(item);
        return judgement.isMissing() ? judgement.verdict() : Optional.empty();
    }

    private Group group(int item, Verdict verdict, RoaringBitmap computers) {
        return new Group(verdict, computers, index.holding(item), day -> index.newcomers()
                .since(item, day));
    }

    private void add(Layer made, Group group) {
        made.note(group.verdict());
        made.columns().addAll(group, patch -> made.decisions().declinedFor(patch, index));
    }

    /** The layer before stays as it is, for its readers. */
    Layer next(Layer before, Catalog.Revision revision, FleetItems fleet) {
        CatalogDifference difference = revision.since(before.revision());
        if (difference.everything()) {
            return whole(revision, fleet, before.decisions(), before.rules());
        }
        RoaringBitmap offered = new RoaringBitmap();
        difference.packages().forEach(name -> index.itemNames().ofPackage(name, offered::add));
        RoaringBitmap reworded = reworded(difference, revision.advisories());
        Layer made = before.after(revision, difference, index.kinds().keySet(), offered, reworded);
        Spread<Judges> spread = new Spread<>(index, kind -> new Judges(before.verdicts(kind), made.verdicts(kind)));
        RoaringBitmap.or(offered, reworded)
                .forEach((int item) -> spread.parts(item, judges -> judges.change(item), Change::isSame)
                        .forEach(part -> change(item, part.outcome(), part.computers(), made)));
        return made;
    }

    /** Those of both revisions. */
    private record Judges(SetupVerdicts before, SetupVerdicts after) {
        Optional<Change> change(int item) {
            Change change = new Change(missing(item, before), missing(item, after));
            return change.isNone() ? Optional.empty() : Optional.of(change);
        }
    }

    private record Change(Optional<Verdict> was, Optional<Verdict> is) {
        boolean isNone() {
            return areSame(was, is);
        }

        boolean isSame(Change other) {
            return areSame(was, other.was) && areSame(is, other.is);
        }

        private static boolean areSame(Optional<Verdict> one, Optional<Verdict> other) {
            return one.isPresent() == other.isPresent() && (one.isEmpty() || one.get() == other.get());
        }
    }

    private void change(int item, Change change, RoaringBitmap concerned, Layer made) {
        Optional<Verdict> was = change.was();
        Optional<Verdict> is = change.is();
        boolean same = was.isPresent()
                && is.isPresent()
                && patches(was.get()).equals(patches(is.get()))
                && made.columns().weights(was.get()).equals(made.columns().weights(is.get()));
        if (same) {
            made.columns().replace(group(item, was.get(), concerned), is.get());
            return;
        }
        was.ifPresent(verdict -> made.columns().removeAll(group(item, verdict, concerned), patch -> made.decisions()
                .declinedFor(patch, index)));
        is.ifPresent(verdict -> add(made, group(item, verdict, concerned)));
    }

    private static List<PatchId> patches(Verdict verdict) {
        return verdict.choices().stream().map(Verdict::patch).toList();
    }

    /** Items of which advisories may say something else now. */
    private RoaringBitmap reworded(CatalogDifference difference, Advisories advisories) {
        Set<Subject> subjects = new HashSet<>(difference.subjects());
        difference.vulnerabilities().forEach(cve -> advisories.about(cve).stream()
                .flatMap(published -> published.advisory().affected().stream())
                .map(Affected::subject)
                .forEach(subjects::add));
        RoaringBitmap items = new RoaringBitmap();
        subjects.forEach(subject -> items.add(index.items(ItemName.of(subject))));
        return items;
    }
}
