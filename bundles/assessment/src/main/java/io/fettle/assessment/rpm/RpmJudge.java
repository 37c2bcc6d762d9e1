package io.fettle.assessment.rpm;

import io.fettle.api.Reason;
import io.fettle.api.advisory.Advisories.Statement;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.rpm.RpmCandidates.Candidate;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Judge;
import io.fettle.assessment.verdict.Past;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.version.RpmVersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What dnf would choose, and what that mends by the bulletins for these computers: security bulletins that ask for more than
 * is installed and for no more than the candidate, of modules only those whose stream is active.
 */
public final class RpmJudge implements Judge {
    private static final RpmVersionOrder ORDER = RpmVersionOrder.INSTANCE;

    private final RpmSetup setup;
    private final RpmCandidates candidates;
    private final Grounds grounds;
    private final FlawBook flaws;
    private final String platform;

    public RpmJudge(RpmSetup setup, Grounds grounds, String platform) {
        this.setup = setup;
        this.candidates = new RpmCandidates(setup, grounds.revision(), platform);
        this.grounds = grounds;
        this.flaws = grounds.flaws();
        this.platform = platform;
    }

    @Override
    public Judge by(Grounds later) {
        return new RpmJudge(setup, later, platform);
    }

    @Override
    public Optional<Verdict> judge(SoftwareItem item) {
        return candidates.find(item).map(candidate -> verdict(item, candidate));
    }

    private Verdict verdict(SoftwareItem item, Candidate candidate) {
        AvailablePackage target = candidate.offer();
        if (candidate.keptAway().isPresent()) {
            return reworded(item, verdict(FindingState.PINNED, target));
        }
        List<Verdict> superseded = candidates.olderThan(target, item).stream()
                .map(older -> verdict(FindingState.SUPERSEDED, older.offer()))
                .toList();
        return reworded(
                item, verdict(FindingState.MISSING, target).over(superseded).replacing(past(item, target), ORDER));
    }

    /** What was on offer between the two, in repositories and modules of these computers, and is not any more. */
    private List<Past> past(SoftwareItem item, AvailablePackage target) {
        return grounds.goneOf(item.name()).stream()
                .filter(one -> target.name().equals(item.name())
                        && one.version().arch().equals(target.arch())
                        && ORDER.compare(one.version().version(), item.version()) > 0
                        && ORDER.compare(one.version().version(), target.version()) < 0
                        && one.lines().stream().anyMatch(candidates.lines()::contains))
                .sorted(Comparator.comparing(one -> one.version().version(), ORDER))
                .limit(Verdict.MOST_OLDER)
                .map(one -> new Past(one.version(), one.patch(), "", false, one.day(), Fixes.NONE))
                .sorted(Comparator.comparing(one -> one.version().version(), ORDER.reversed()))
                .toList();
    }

    private static Verdict verdict(FindingState state, AvailablePackage target) {
        return new Verdict(state, target.arch(), target, false, Fixes.NONE, target.patchId());
    }

    @Override
    public Verdict reworded(SoftwareItem item, Verdict verdict) {
        return mended(item, verdict).rewordingOlder(superseded -> mended(item, superseded));
    }

    private Verdict mended(SoftwareItem item, Verdict verdict) {
        AvailablePackage target = verdict.target();
        return verdict.mending(mended(item, target.version(), target.arch()))
                .rewordingPast(past -> past.mending(
                        mended(item, past.version().version(), past.version().arch())));
    }

    private Fixes mended(SoftwareItem item, String version, String arch) {
        if (!flaws.knows(platform)) {
            return Fixes.NONE;
        }
        Subject subject = new Subject(item.ecosystem(), platform, PackageLevel.BINARY, item.name());
        List<Statement> mended = flaws.advisories().about(subject).stream()
                .filter(statement -> isSecurity(statement) && concerns(statement.affected(), item, version, arch))
                .toList();
        return flaws.mended(mended, ORDER);
    }

    private boolean isSecurity(Statement statement) {
        return flaws.advisories()
                .find(statement.advisory())
                .filter(advisory -> advisory.type() == Advisory.Type.SECURITY)
                .isPresent();
    }

    private boolean concerns(Affected affected, SoftwareItem item, String version, String arch) {
        boolean fits = affected.arches().isEmpty()
                || affected.arches().contains(item.arch())
                || affected.arches().contains(arch);
        return fits
                && candidates.hasModule(affected.module())
                && affected.fixed()
                        .filter(fixed -> ORDER.compare(item.version(), fixed) < 0)
                        .filter(fixed -> ORDER.compare(fixed, version) <= 0)
                        .isPresent();
    }

    @Override
    public boolean hides(SoftwareItem item) {
        return false;
    }

    @Override
    public List<Reason> explain(SoftwareItem item, Verdict verdict) {
        List<Reason> why = new ArrayList<>();
        why.add(Reason.of("finding.rpm_installed", "version", item.version()));
        candidates.find(item, verdict.target()).ifPresent(candidate -> {
            why.add(new Reason(
                    "finding.rpm_offered",
                    Map.of(
                            "version", candidate.offer().version(),
                            "repository", candidate.repository().id(),
                            "priority", String.valueOf(candidate.repository().priority()))));
            candidate.keptAway().ifPresent(why::add);
        });
        return why;
    }

    @Override
    public Set<Integer> repositories() {
        return candidates.repositories();
    }

    @Override
    public boolean coversNothing() {
        return candidates.repositories().isEmpty();
    }

    @Override
    public List<Reason> gaps() {
        return candidates.gaps();
    }
}
