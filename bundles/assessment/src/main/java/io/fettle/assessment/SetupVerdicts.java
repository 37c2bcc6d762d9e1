package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.mirror.MirroredSuite;
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

    private final CandidateEvaluator evaluator;
    private final IntFunction<SoftwareItem> items;
    private final Catalog.Revision revision;
    private final String basis;
    private final FlawBook flaws;
    private final String platform;
    private final Map<Integer, Judged> judged = new ConcurrentHashMap<>();
    private final RoaringBitmap missing = new RoaringBitmap();
    private final RoaringBitmap hidden = new RoaringBitmap();

    SetupVerdicts(
            AptSetup setup,
            Catalog.Revision revision,
            IntFunction<SoftwareItem> items,
            FlawBook flaws,
            String platform) {
        this.items = items;
        this.flaws = flaws;
        this.platform = platform;
        this.revision = revision;
        evaluator = new CandidateEvaluator(setup, revision);
        // By the same choice as the agent's, so that equal texts mean equal metadata.
        basis = Simulation.basisOf(setup.repositories().stream()
                .map(used -> MirroredSuite.meant(revision.suites(), used.uri(), used.suite()))
                .flatMap(Optional::stream)
                .map(suite -> suite.release().digest())
                .toList());
    }

    Optional<Verdict> of(int item) {
        return judge(item).verdict;
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
        return evaluator.covered().files().isEmpty();
    }

    private Judged judge(int item) {
        Judged known = judged.get(item);
        if (known != null) {
            return known;
        }
        SoftwareItem software = items.apply(item);
        Optional<Verdict> verdict = evaluator.judge(software).map(found -> withFixes(software, found));
        if (verdict.filter(v -> v.state() == FindingState.MISSING).isPresent()) {
            synchronized (missing) {
                missing.add(item);
            }
        }
        if (evaluator.hiddenByTargetRelease(software)) {
            synchronized (hidden) {
                hidden.add(item);
            }
        }
        Judged made = verdict.isEmpty() ? NOTHING : new Judged(verdict);
        judged.put(item, made);
        return made;
    }

    private Verdict withFixes(SoftwareItem installed, Verdict verdict) {
        if (verdict.state() == FindingState.DOWNGRADE) {
            return verdict;
        }
        AvailablePackage target = verdict.target();
        SoftwareItem candidate = new SoftwareItem(
                installed.ecosystem(),
                target.name(),
                target.version(),
                target.arch(),
                target.sourceName(),
                target.sourceVersion(),
                target.multiArch());
        return verdict.mending(flaws.between(installed, candidate, platform));
    }

    /** What a dry run on the same metadata calls them. */
    String basis() {
        return basis;
    }

    List<Reason> explain(int item, Verdict verdict) {
        return evaluator.explain(items.apply(item), verdict);
    }

    /** What keeps the verdicts from being the whole truth, as of now. */
    List<Reason> gaps(Instant now) {
        List<Reason> gaps = new ArrayList<>(evaluator.covered().gaps());
        evaluator.covered().repositories().stream()
                .sorted()
                .map(number -> revision.repositories().get(number))
                .filter(repository ->
                        repository.validUntil().filter(now::isAfter).isPresent())
                .forEach(repository -> gaps.add(expired(repository)));
        evaluator
                .policy()
                .ignored()
                .forEach(rule -> gaps.add(new Reason(
                        "finding.pin_ignored",
                        Map.of(
                                "packages", String.join(" ", rule.packages()),
                                "pin", rule.kind() + ' ' + rule.expression(),
                                "priority", String.valueOf(rule.priority())))));
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
