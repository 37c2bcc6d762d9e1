package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.advisory.Changelogs;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Ruling;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.PatchClock;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.SetupVerdicts;
import io.fettle.assessment.fleet.Kind;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.verdict.Aftermaths;
import io.fettle.assessment.verdict.Judgement;
import io.fettle.assessment.verdict.StaleSources;
import io.fettle.assessment.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Writes out the findings of one computer, with reasons. Works on immutable state, so it needs no lock. */
final class FindingsOfComputer {
    /** What is superseded stays behind what supersedes it. */
    static final Comparator<Finding> MISSING_FIRST = Comparator.<Finding, Boolean>comparing(
                    finding -> !finding.state().isMissing() && finding.state() != FindingState.SUPERSEDED)
            .thenComparing(Finding::packageName)
            .thenComparing(Finding::arch);

    private final FleetItems fleet;
    private final Layer layer;
    private final Machine machine;
    private final StaleSources stale;
    private final IntUnaryOperator since;
    private final Applicability applicability;

    /** @param always whether to reckon also where the computer's own dry run decides */
    FindingsOfComputer(FleetItems fleet, Layer layer, Machine machine, StaleSources stale, boolean always) {
        this.fleet = fleet;
        this.layer = layer;
        this.machine = machine;
        this.stale = stale;
        since = machine.since();
        applicability = new Applicability(layer, machine, always);
    }

    List<Finding> list(Instant now) {
        if (!machine.hasInventory()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        machine.release()
                .flatMap(release -> PlatformFinding.of(release, layer.rules()))
                .ifPresent(platform -> findings.add(configuration(platform.state(), platform.why())));
        if (machine.kind().isEmpty()) {
            findings.add(configuration(FindingState.UNKNOWN, Reason.of("finding.no_package_manager_setup")));
            return findings;
        }
        SetupVerdicts verdicts = layer.verdicts(machine.kind().get());
        int hidden = 0;
        for (int item : machine.items().toArray()) {
            Judgement judgement = verdicts.judgement(item);
            judgement.verdict().ifPresent(verdict -> addAll(item, verdict, verdicts, findings));
            hidden += judgement.hidden() ? 1 : 0;
        }
        if (hidden > 0) {
            findings.add(configuration(
                    FindingState.UPDATES_HIDDEN,
                    Reason.of(
                            "finding.hidden_by_default_release",
                            "release",
                            fleet.setup(machine.kind().get().setup())
                                    .either(apt -> apt.defaultRelease().orElse(""), rpm -> ""),
                            "count",
                            String.valueOf(hidden))));
        }
        verdicts.gaps(now).forEach(gap -> findings.add(configuration(FindingState.UNKNOWN, gap)));
        doubts(machine.kind().get(), now).forEach(doubt -> findings.add(configuration(FindingState.UNKNOWN, doubt)));
        if (layer.revision().number() == 0) {
            findings.add(configuration(FindingState.UNKNOWN, Reason.of("finding.catalog_empty")));
        }
        findings.sort(MISSING_FIRST);
        return findings;
    }

    private List<Reason> doubts(Kind kind, Instant now) {
        Doubts doubts = new Doubts(layer, stale, new Uncertain(fleet, now.toEpochMilli()));
        List<Reason> all = new ArrayList<>(doubts.ofAge(machine));
        all.addAll(doubts.ofSources(kind));
        return all;
    }

    /** The one about a patch; empty where it is not missing, or hides. */
    Optional<Finding> about(PatchId patch) {
        List<Finding> findings = new ArrayList<>();
        machine.kind().map(layer::verdicts).ifPresent(verdicts -> machine.items()
                .forEach(item -> verdicts.of(item)
                        .filter(verdict -> verdict.choices().stream()
                                .anyMatch(choice -> choice.patch().equals(patch)))
                        .ifPresent(verdict -> addAll(item, verdict, verdicts, findings))));
        return findings.stream()
                .filter(finding -> finding.patch().equals(Optional.of(patch)))
                .findFirst();
    }

    /**
     * A patch hides behind one that supersedes it where that one is approved and can be installed, and where nothing can be
     * installed anyway, because the package is held.
     */
    private void addAll(int item, Verdict newest, SetupVerdicts verdicts, List<Finding> findings) {
        Optional<Verdict> counting =
                newest.isMissing() ? newest.counting(patch -> layer.decisions().of(patch, machine)) : Optional.empty();
        Finding first = finding(item, newest, verdicts, counting, List.of());
        findings.add(first);
        if (first.state() == FindingState.HELD) {
            return;
        }
        Verdict superseder = newest;
        boolean applicable = first.state() == FindingState.MISSING;
        for (Verdict older : newest.older()) {
            if (applicable && layer.decisions().of(superseder.patch(), machine) == Decision.APPROVED) {
                return;
            }
            applicable = true;
            Reason shown = Reason.of(
                    "finding.superseded", "version", superseder.target().version());
            findings.add(finding(item, older, verdicts, counting, List.of(shown)));
            superseder = older;
        }
    }

    /**
     * @param counting what counts of all that could be installed of the package
     * @param shown why it does not hide
     */
    private Finding finding(
            int number, Verdict verdict, SetupVerdicts verdicts, Optional<Verdict> counting, List<Reason> shown) {
        SoftwareItem item = fleet.item(number);
        AvailablePackage target = verdict.target();
        List<Reason> why = new ArrayList<>(verdicts.explain(number, verdict));
        verdict.fixes().worst().ifPresent(rating -> why.add(basis(rating)));
        if (verdict.fixes().sources().contains(Changelogs.SOURCE)) {
            why.add(Reason.of("finding.changelog", "source", target.sourceName(), "version", target.sourceVersion()));
        }
        FindingState state = applicability.state(number, verdict, why);
        Ruling ruling = layer.decisions().ruling(verdict.patch());
        Decision decision = ruling.forMemberOf(machine.groups());
        decided(decision, ruling).ifPresent(why::add);
        why.addAll(Aftermaths.reasons(verdict.fixes(), layer.flaws()));
        why.addAll(stale.behind(sources(verdict)));
        why.addAll(shown);
        Optional<Verdict> here = countingHere(verdict, state, counting);
        here.filter(one -> decision == Decision.DECLINED || verdict.state() == FindingState.SUPERSEDED)
                .ifPresent(one -> why.add(
                        Reason.of("finding.counts", "version", one.target().version())));
        return new Finding(
                machine.id(),
                Optional.of(verdict.patch()),
                item.name(),
                target.arch(),
                item.version(),
                target.version(),
                state,
                verdict.security(),
                verdict.fixes().severity(),
                verdict.fixes().advisories(),
                verdict.fixes().cves().stream().map(CveId::value).toList(),
                Optional.of(decision),
                clock(number, verdict, here),
                why);
    }

    /** A held package offers no choice, so what counts of it has no line of its own. */
    private static Optional<Verdict> countingHere(Verdict verdict, FindingState state, Optional<Verdict> counting) {
        return counting.filter(one -> state == FindingState.HELD || one.patch().equals(verdict.patch()));
    }

    /** What is declined may be missing for as long as it is, unless an older one counts instead. */
    private Optional<PatchClock> clock(int number, Verdict verdict, Optional<Verdict> counting) {
        if (counting.isEmpty() && !verdict.isMissing()) {
            return Optional.empty();
        }
        return Optional.of(layer.rules()
                .clock(counting.orElse(verdict), layer::firstSeen, since.applyAsInt(number), counting.isEmpty()));
    }

    /** Whose word it is: the repository's, and that of whoever says what it mends. */
    private List<String> sources(Verdict verdict) {
        List<String> sources = new ArrayList<>(verdict.fixes().sources());
        int repository = verdict.target().repository();
        sources.add(layer.revision().repositories().get(repository).sourceId());
        return sources;
    }

    /** For which of its groups it was decided. */
    private Optional<Reason> decided(Decision decision, Ruling ruling) {
        Set<String> groups = ruling.decisiveFor(machine.groups());
        boolean forAll = groups.contains(Approval.ALL);
        String names = String.join(", ", groups);
        return switch (decision) {
            case APPROVED ->
                Optional.of(
                        forAll
                                ? Reason.of("finding.approved_for_all")
                                : Reason.of("finding.approved", "groups", names));
            case DECLINED ->
                Optional.of(
                        forAll
                                ? Reason.of("finding.declined_for_all")
                                : Reason.of("finding.declined", "groups", names));
            case NOT_APPROVED -> Optional.empty();
        };
    }

    /** Whose word the severity is. */
    private static Reason basis(Rating rating) {
        return new Reason(
                "finding.severity",
                Map.of(
                        "severity", rating.severity().name(),
                        "scale", rating.scale().name(),
                        "text", rating.text(),
                        "by", rating.by()));
    }

    private Finding configuration(FindingState state, Reason reason) {
        return configuration(state, List.of(reason));
    }

    private Finding configuration(FindingState state, List<Reason> why) {
        return new Finding(
                machine.id(),
                Optional.empty(),
                "",
                "",
                "",
                "",
                state,
                false,
                Severity.UNKNOWN,
                List.of(),
                List.of(),
                Optional.empty(),
                why);
    }
}
