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
import io.fettle.assessment.fleet.Slots;
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
    private final FleetIndex index;
    private final FirstSeenBook firstSeen;

    LayerBuilder(FleetIndex index, FirstSeenBook firstSeen) {
        this.index = index;
        this.firstSeen = firstSeen;
    }

    /** Each item is judged once per kind of computer; bitmaps carry that to the computers. */
    Layer whole(Catalog.Revision revision, FleetItems fleet, Decisions decisions, Rules rules) {
        Layer made = new Layer(revision, fleet, decisions, rules, firstSeen);
        Slots<JudgedKind> kinds = new Slots<>();
        index.kinds()
                .forEach((kind, computers) ->
                        kinds.put(index.kindNumbers().numberOf(kind), new JudgedKind(made.verdicts(kind), computers)));
        index.itemNames().eachPackage(items -> {
            for (int item : items) {
                fill(item, kinds, made);
            }
        });
        return made;
    }

    private record JudgedKind(SetupVerdicts verdicts, RoaringBitmap computers) {}

    private record Missing(Verdict verdict, RoaringBitmap computers) {}

    private void fill(int item, Slots<JudgedKind> kinds, Layer made) {
        RoaringBitmap having = index.having(item);
        if (having.isEmpty()) {
            return;
        }
        List<Missing> missing = new ArrayList<>();
        boolean[] otherwise = new boolean[1];
        index.kindNumbers().forEachOf(item, number -> kinds.get(number)
                .filter(kind -> RoaringBitmap.intersects(having, kind.computers()))
                .ifPresent(kind -> {
                    Judgement judgement = kind.verdicts().judgement(item);
                    if (judgement.isMissing()) {
                        missing.add(new Missing(judgement.verdict().orElseThrow(), kind.computers()));
                    } else {
                        otherwise[0] = true;
                    }
                }));
        if (missing.isEmpty()) {
            return;
        }
        Verdict first = missing.get(0).verdict();
        boolean alike = !otherwise[0] && missing.stream().allMatch(one -> one.verdict() == first);
        if (alike && !RoaringBitmap.intersects(having, index.unjudged())) {
            add(made, group(item, first, having));
        } else {
            missing.forEach(one -> add(made, group(item, one.verdict(), RoaringBitmap.and(having, one.computers()))));
        }
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
        Slots<ChangedKind> kinds = new Slots<>();
        index.kinds()
                .forEach((kind, computers) -> kinds.put(
                        index.kindNumbers().numberOf(kind),
                        new ChangedKind(before.verdicts(kind), made.verdicts(kind), computers)));
        RoaringBitmap.or(offered, reworded).forEach((int item) -> index.kindNumbers()
                .forEachOf(item, number -> kinds.get(number).ifPresent(kind -> change(item, kind, made))));
        return made;
    }

    private record ChangedKind(SetupVerdicts before, SetupVerdicts after, RoaringBitmap computers) {}

    private void change(int item, ChangedKind kind, Layer made) {
        if (!RoaringBitmap.intersects(index.having(item), kind.computers())) {
            return;
        }
        Optional<Verdict> was = kind.before().of(item).filter(Verdict::isMissing);
        Optional<Verdict> is = kind.after().of(item).filter(Verdict::isMissing);
        if (was.isPresent() == is.isPresent() && (was.isEmpty() || was.get() == is.get())) {
            return;
        }
        RoaringBitmap concerned = RoaringBitmap.and(index.having(item), kind.computers());
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
