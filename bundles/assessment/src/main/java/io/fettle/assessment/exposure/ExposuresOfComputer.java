package io.fettle.assessment.exposure;

import io.fettle.api.Reason;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Preference;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.verdict.StaleSources;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes out what one computer is exposed to, with reasons: the plain, slow way, item by item. */
final class ExposuresOfComputer {
    private final FleetIndex index;
    private final Layer layer;
    private final FlawBook book;
    private final Uncertain uncertain;
    private final StaleSources stale;
    private final Machine machine;
    private final Set<String> modules;
    private final Comparator<Exposure> worstFirst;

    ExposuresOfComputer(FleetIndex index, Layer layer, Uncertain uncertain, StaleSources stale, Machine machine) {
        this.index = index;
        this.layer = layer;
        this.book = layer.flaws();
        this.uncertain = uncertain;
        this.stale = stale;
        this.machine = machine;
        modules = machine.kind().map(layer::modules).orElse(Set.of());
        worstFirst = Comparator.comparing((Exposure exposure) -> !exposure.exploited())
                .thenComparing(Exposure::severity, Comparator.reverseOrder())
                .thenComparing(exposure -> book.prediction(exposure.cve()), Comparator.reverseOrder())
                .thenComparing(Exposure::cve, Comparator.reverseOrder());
    }

    /** A flaw, and an installed item that its statement is about. */
    private record Hit(Flaw flaw, int number, SoftwareItem item, String version, FlawBook.Called called) {
        boolean isExposed() {
            return flaw.isIn(version, FlawBook.orderOf(called.subject()).orElseThrow());
        }

        boolean isFixable() {
            return isExposed() && flaw.status() == FixStatus.FIXED;
        }
    }

    List<Exposure> list() {
        Map<CveId, List<Hit>> byCve = new HashMap<>();
        machine.items().forEach(number -> {
            SoftwareItem item = index.item(number);
            for (Called called : FlawBook.names(item, machine.platform())) {
                for (Flaw flaw : book.of(called.subject())) {
                    flaw.cve().filter(cve -> concerns(flaw, item)).ifPresent(cve -> byCve.computeIfAbsent(
                                    cve, c -> new ArrayList<>())
                            .add(new Hit(flaw, number, item, called.version(), called)));
                }
            }
        });
        List<Exposure> exposures = new ArrayList<>();
        byCve.forEach((cve, hits) -> {
            ExposureState state = state(hits);
            if (state.isExposed()) {
                exposures.add(exposure(cve, doubts().isEmpty() ? state : ExposureState.UNKNOWN, hits));
            }
        });
        exposures.sort(worstFirst);
        return exposures;
    }

    private ExposureState state(List<Hit> hits) {
        List<Hit> exposed = hits.stream().filter(Hit::isExposed).toList();
        List<Hit> fixable = exposed.stream().filter(Hit::isFixable).toList();
        if (fixable.stream().anyMatch(hit -> decision(hit) != Decision.APPROVED)) {
            return ExposureState.EXPOSED_AWAITING;
        }
        if (exposed.size() > fixable.size()) {
            return ExposureState.EXPOSED_NO_FIX;
        }
        if (!fixable.isEmpty()) {
            return ExposureState.EXPOSED_APPROVED;
        }
        boolean unclear = hits.stream().anyMatch(hit -> hit.flaw().status() == FixStatus.UNDER_INVESTIGATION);
        return unclear ? ExposureState.UNKNOWN : ExposureState.FIXED;
    }

    /** @param subjects packages that statements connect with it */
    Exposure of(CveId cve, ExposureState state, Collection<Subject> subjects) {
        List<Hit> hits = new ArrayList<>();
        for (int number : itemsOf(subjects)) {
            SoftwareItem item = index.item(number);
            for (Called called : FlawBook.names(item, machine.platform())) {
                book.find(called.subject(), cve.value()).stream()
                        .filter(flaw -> concerns(flaw, item))
                        .forEach(flaw -> hits.add(new Hit(flaw, number, item, called.version(), called)));
            }
        }
        return exposure(cve, state, hits);
    }

    private boolean concerns(Flaw flaw, SoftwareItem item) {
        return FlawBook.concerns(flaw, item) && (flaw.module().isEmpty() || modules.contains(flaw.module()));
    }

    /** Those that the computer has, ascending. */
    private int[] itemsOf(Collection<Subject> subjects) {
        return subjects.stream()
                .filter(subject -> subject.platform().equals(machine.platform()))
                .flatMapToInt(subject -> Arrays.stream(index.items(ItemName.of(subject))))
                .filter(number -> index.having(number).contains(machine.ordinal()))
                .sorted()
                .distinct()
                .toArray();
    }

    private Exposure exposure(CveId cve, ExposureState state, List<Hit> hits) {
        List<Reason> why = new ArrayList<>(doubts());
        TreeSet<String> packages = new TreeSet<>();
        TreeSet<String> sources = new TreeSet<>();
        for (Hit hit : hits) {
            if (hit.isExposed() == state.isExposed() || (hit.isExposed() && !doubts().isEmpty())) {
                packages.add(hit.item().name());
                why.add(reason(hit));
                hit.flaw().advisories().forEach(advisory -> sources.add(advisory.sourceId()));
            }
        }
        if (state.isExposed() && hits.stream().anyMatch(Hit::isFixable)) {
            addPatch(hits, why);
        }
        why.addAll(stale.behind(sources));
        Severity severity = hits.stream()
                .flatMap(hit -> book.rating(hit.flaw()).stream())
                .map(Rating::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
        return new Exposure(machine.id(), cve, state, severity, book.exploited(cve), List.copyOf(packages), why);
    }

    /** Why nothing that follows is sure. */
    private List<Reason> doubts() {
        if (!machine.hasInventory()) {
            return List.of(Reason.of("exposure.no_inventory"));
        }
        List<Reason> doubts = new ArrayList<>();
        if (!book.knows(machine.platform())) {
            doubts.add(Reason.of("exposure.no_source", "platform", machine.platform()));
        }
        if (uncertain.isOld(machine)) {
            doubts.add(Reason.of("exposure.inventory_old"));
        }
        return doubts;
    }

    private static Reason reason(Hit hit) {
        Flaw flaw = hit.flaw();
        Map<String, String> facts = new HashMap<>();
        facts.put("package", hit.item().name());
        facts.put("installed", hit.item().version());
        facts.put("source", hit.called().subject().name());
        facts.put("judged", hit.version());
        facts.put("note", flaw.note());
        facts.put("saidBy", flaw.advisories().stream().map(AdvisoryId::nativeId).collect(Collectors.joining(" ")));
        flaw.fixed().ifPresent(fixed -> facts.put("fixed", fixed));
        if (!flaw.module().isEmpty()) {
            facts.put("module", flaw.module());
        }
        return new Reason(code(hit), facts);
    }

    private static String code(Hit hit) {
        return switch (hit.flaw().status()) {
            case FIXED -> hit.isExposed() ? "exposure.fix_missing" : "exposure.fix_installed";
            case AFFECTED -> "exposure.no_fix";
            case WONT_FIX -> "exposure.wont_fix";
            case END_OF_LIFE -> "exposure.end_of_life";
            case UNDER_INVESTIGATION -> "exposure.under_investigation";
            case NOT_AFFECTED -> "exposure.not_affected";
        };
    }

    /** Which update brings the fix and what was decided about it, or that none of the computer's repositories has one. */
    private void addPatch(List<Hit> hits, List<Reason> why) {
        Optional<Hit> named = hits.stream()
                .filter(hit -> hit.isExposed() && update(hit).isPresent())
                .min(Comparator.comparing(hit -> decision(hit) == Decision.APPROVED));
        if (named.isEmpty()) {
            why.add(Reason.of("exposure.patch_not_offered"));
            return;
        }
        String name = named.get().item().name();
        String version = update(named.get()).orElseThrow().target().version();
        why.add(Reason.of("exposure.patch", "package", name, "version", version));
        switch (decision(named.get())) {
            case APPROVED -> why.add(Reason.of("exposure.patch_approved", "package", name, "version", version));
            case DECLINED -> why.add(Reason.of("exposure.patch_declined", "package", name, "version", version));
            case NOT_APPROVED -> {}
        }
    }

    /** The update of the item that mends it, be it that a pin keeps it away: the one to be installed, or else the newest. */
    private Optional<Verdict> update(Hit hit) {
        List<Verdict> mending =
                machine.kind().flatMap(kind -> layer.verdicts(kind).of(hit.number())).map(Verdict::choices).stream()
                        .flatMap(List::stream)
                        .filter(choice ->
                                choice.fixes().cves().contains(hit.flaw().cve().orElseThrow()))
                        .toList();
        return Preference.chosen(mending, choice -> layer.decisions().of(choice.patch(), machine))
                .or(() -> mending.stream().findFirst());
    }

    /** What was decided about the update that mends it. */
    private Decision decision(Hit hit) {
        return update(hit)
                .filter(verdict -> ApprovedFixes.mends(verdict, hit.flaw()))
                .map(verdict -> layer.decisions().of(verdict.patch(), machine))
                .orElse(Decision.NOT_APPROVED);
    }
}
