package io.fettle.assessment.evaluation;

import io.fettle.api.Reason;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.apt.AptJudge;
import io.fettle.assessment.rpm.RpmJudge;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Judge;
import io.fettle.assessment.verdict.Judgement;
import io.fettle.assessment.verdict.Placed;
import io.fettle.assessment.verdict.Reckoned;
import io.fettle.assessment.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/** All verdicts for one kind of computer by one catalog revision, each made once. Thread-safe. */
public final class SetupVerdicts {
    private final Grounds grounds;
    private final Judge judge;
    private final Judgements judgements;
    private volatile String basis = "";

    public SetupVerdicts(PackageSetup setup, Grounds grounds, String platform) {
        this(grounds, judge(setup, grounds, platform), new Judgements());
    }

    private SetupVerdicts(Grounds grounds, Judge judge, Judgements judgements) {
        this.grounds = grounds;
        this.judge = judge;
        this.judgements = judgements;
    }

    /** The one for the package manager of this setup. */
    private static Judge judge(PackageSetup setup, Grounds grounds, String platform) {
        return setup.either(apt -> new AptJudge(apt, grounds, platform), rpm -> new RpmJudge(rpm, grounds, platform));
    }

    /**
     * The same by a later revision, in which all but this reads as before.
     *
     * @param offered items of which other versions are offered
     * @param reworded items of which advisories say something else
     */
    SetupVerdicts after(Grounds next, RoaringBitmap offered, RoaringBitmap reworded) {
        Judge later = judge.by(next);
        Judgements carried = judgements.without(offered);
        reworded.forEach((int item) -> {
            Judgement known = carried.get(item);
            if (known != null) {
                carried.replace(item, known.reworded(verdict -> later.reworded(next.item(item), verdict)));
            }
        });
        return new SetupVerdicts(next, later, carried);
    }

    public Optional<Verdict> of(int item) {
        return judgement(item).verdict();
    }

    public Judgement judgement(int item) {
        Judgement known = judgements.get(item);
        if (known != null) {
            return known;
        }
        SoftwareItem software = grounds.item(item);
        return judgements.put(item, Judgement.of(judge.judge(software), judge.hides(software)));
    }

    public boolean coversNothing() {
        return judge.coversNothing();
    }

    /** Whether computers of this kind use one of these repositories of the catalog. */
    public boolean usesAny(Set<Integer> repositories) {
        return !Collections.disjoint(judge.repositories(), repositories);
    }

    /** What a dry run on the same metadata calls them. */
    String basis() {
        if (basis.isEmpty()) {
            // By the same choice as the agent's, so that equal texts mean equal metadata.
            basis = Simulation.basisOf(judge.repositories().stream()
                    .map(number ->
                            grounds.revision().suites().get(number).release().digest())
                    .toList());
        }
        return basis;
    }

    /** Which updates of a computer of this kind cannot be installed beside the rest of what it has. */
    Optional<Reckoned> reckon(List<Placed> packages) {
        return judge.reckon(packages);
    }

    public List<Reason> explain(int item, Verdict verdict) {
        return judge.explain(grounds.item(item), verdict);
    }

    /** Ids of the sources that the repositories of these computers come from. */
    public Set<String> sources() {
        return judge.repositories().stream()
                .map(number -> grounds.revision().repositories().get(number).sourceId())
                .collect(Collectors.toSet());
    }

    /** What these computers use and the catalog lacks, and what else keeps the verdicts from being the whole truth. */
    public List<Reason> lacking() {
        return judge.gaps();
    }

    /** What keeps the verdicts from being the whole truth, as of now. */
    public List<Reason> gaps(Instant now) {
        List<Reason> gaps = new ArrayList<>(judge.gaps());
        judge.repositories().stream()
                .sorted()
                .map(number -> grounds.revision().repositories().get(number))
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
}
