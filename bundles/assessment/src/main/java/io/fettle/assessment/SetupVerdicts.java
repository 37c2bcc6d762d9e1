package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.FlawBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.roaringbitmap.RoaringBitmap;

/** All verdicts for one kind of computer by one catalog revision, each made once. Thread-safe. */
final class SetupVerdicts {
    private static final Judged NOTHING = new Judged(Optional.empty());

    private final Judge judge;
    private final IntFunction<SoftwareItem> items;
    private final Catalog.Revision revision;
    private final String basis;
    private final Map<Integer, Judged> judged = new ConcurrentHashMap<>();
    private final RoaringBitmap missing = new RoaringBitmap();
    private final RoaringBitmap hidden = new RoaringBitmap();

    SetupVerdicts(
            PackageSetup setup,
            Catalog.Revision revision,
            IntFunction<SoftwareItem> items,
            FlawBook flaws,
            String platform) {
        this.items = items;
        this.revision = revision;
        judge = Judge.of(setup, revision, flaws, platform);
        // By the same choice as the agent's, so that equal texts mean equal metadata.
        basis = Simulation.basisOf(judge.repositories().stream()
                .map(number -> revision.suites().get(number).release().digest())
                .toList());
    }

    Optional<Verdict> of(int item) {
        return verdict(item).verdict;
    }

    /** Those of these items that are missing an update; each must have been judged before. */
    RoaringBitmap missing(RoaringBitmap among) {
        synchronized (missing) {
            return RoaringBitmap.and(missing, among);
        }
    }

    /** How many of these items have updates that Default-Release alone keeps away; each must have been judged before. */
    int hidden(RoaringBitmap among) {
        synchronized (hidden) {
            return RoaringBitmap.andCardinality(hidden, among);
        }
    }

    boolean coversNothing() {
        return judge.coversNothing();
    }

    private Judged verdict(int item) {
        Judged known = judged.get(item);
        if (known != null) {
            return known;
        }
        SoftwareItem software = items.apply(item);
        Optional<Verdict> verdict = judge.judge(software);
        if (verdict.filter(v -> v.state() == FindingState.MISSING).isPresent()) {
            synchronized (missing) {
                missing.add(item);
            }
        }
        if (judge.hides(software)) {
            synchronized (hidden) {
                hidden.add(item);
            }
        }
        Judged made = verdict.isEmpty() ? NOTHING : new Judged(verdict);
        judged.put(item, made);
        return made;
    }

    /** What a dry run on the same metadata calls them. */
    String basis() {
        return basis;
    }

    List<Reason> explain(int item, Verdict verdict) {
        return judge.explain(items.apply(item), verdict);
    }

    /** What keeps the verdicts from being the whole truth, as of now. */
    List<Reason> gaps(Instant now) {
        List<Reason> gaps = new ArrayList<>(judge.gaps());
        judge.repositories().stream()
                .sorted()
                .map(number -> revision.repositories().get(number))
                .filter(repository ->
                        repository.validUntil().filter(now::isAfter).isPresent())
                .forEach(repository -> gaps.add(expired(repository)));
        return gaps;
    }

    private static Reason expired(CatalogRepository repository) {
        return new Reason(
                "finding.repository_expired",
                Map.of(
                        "uri", repository.uri(),
                        "suite", repository.suite(),
                        "validUntil",
                                repository.validUntil().map(Instant::toString).orElse("")));
    }

    private record Judged(Optional<Verdict> verdict) {}
}
