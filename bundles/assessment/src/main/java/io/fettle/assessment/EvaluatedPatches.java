package io.fettle.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.PatchDetail;
import io.fettle.api.assessment.PatchDetail.Mended;
import io.fettle.api.assessment.PatchOnComputer;
import io.fettle.api.assessment.PatchState;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.assessment.Patches;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.fleet.FirstOfAll;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Parts;
import io.fettle.assessment.fleet.PlaceCounter;
import io.fettle.assessment.verdict.StaleSources;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.roaringbitmap.RoaringBitmap;

/** Single patches, out of what was evaluated. */
@Component(service = Patches.class)
public final class EvaluatedPatches implements Patches {
    private static final Comparator<Listed> BY_STATE_AND_ID = Comparator.comparing(Listed::state)
            .thenComparing(one -> one.machine().id().value());

    private final EvaluatedFindings findings;

    @Activate
    public EvaluatedPatches(@Reference EvaluatedFindings findings) {
        this.findings = findings;
    }

    @Override
    public Optional<PatchDetail> of(PatchId patch, Scope scope) {
        StaleSources stale = findings.stale();
        return findings.evaluation().reading((index, layer) -> {
            FleetPatch reader = reader(index, layer, patch);
            FleetReader fleet = findings.reader(index, layer, stale);
            return reader.offer().flatMap(offer -> summary(fleet, layer, offer, patch, scope)
                    .map(summary -> detail(index, layer, reader, summary, index.visible(scope))));
        });
    }

    /** What nobody has to do with any more is still there as long as somebody offers it. */
    private Optional<PatchSummary> summary(
            FleetReader fleet, Layer layer, AvailablePackage offer, PatchId patch, Scope scope) {
        return fleet.patches()
                .find(patch, scope)
                .or(() -> layer.revision().find(patch).map(known -> ofNobody(layer, offer, patch)));
    }

    private static PatchSummary ofNobody(Layer layer, AvailablePackage offer, PatchId patch) {
        return new PatchSummary(
                patch,
                offer.name(),
                offer.arch(),
                offer.version(),
                layer.revision().repositories().get(offer.repository()).security(),
                Severity.UNKNOWN,
                0,
                0,
                LocalDate.ofEpochDay(layer.firstSeen(patch)),
                0,
                0,
                0,
                Set.of());
    }

    private PatchDetail detail(
            FleetIndex index, Layer layer, FleetPatch reader, PatchSummary summary, RoaringBitmap visible) {
        Map<PatchState, RoaringBitmap> states = reader.states(visible);
        Set<Fixes> fixes = reader.fixes(visible);
        return new PatchDetail(
                summary,
                fixes.stream()
                        .flatMap(one -> one.advisories().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                mended(fixes, layer.flaws()),
                PlaceCounter.counts(states),
                new PlaceCounter<>(states, PatchState::isMissing).in(index),
                layer.revision().number(),
                findings.evaluation().changeRevision(),
                findings.clock.instant());
    }

    private static List<Mended> mended(Set<Fixes> fixes, FlawBook book) {
        return fixes.stream()
                .flatMap(one -> one.cves().stream())
                .distinct()
                .map(cve -> new Mended(cve, book.exploited(cve)))
                .sorted(Comparator.comparing((Mended one) -> !one.exploited())
                        .thenComparing(one -> book.prediction(one.cve()), Comparator.reverseOrder())
                        .thenComparing(Mended::cve, Comparator.<CveId>reverseOrder()))
                .toList();
    }

    private record Listed(Machine machine, PatchState state) {}

    /** A computer of the page, as of one state of the fleet; its finding is written out without the lock. */
    private record Shown(Listed listed, Layer layer, String installed, List<Reason> doubts) {}

    @Override
    public Optional<Page<PatchOnComputer>> computers(PatchId patch, Which which, Scope scope, PageRequest page) {
        StaleSources stale = findings.stale();
        Optional<Page<Shown>> shown = findings.evaluation().reading((index, layer) -> {
            FleetPatch reader = reader(index, layer, patch);
            return reader.offer()
                    .flatMap(offer -> summary(findings.reader(index, layer, stale), layer, offer, patch, scope))
                    .map(known -> {
                        List<Listed> listed =
                                listed(index, reader.states(Parts.visible(index, which.part(), scope)), which);
                        return new Page<>(
                                FirstOfAll.of(listed, BY_STATE_AND_ID, page.offset(), page.limit()).stream()
                                        .map(one -> new Shown(
                                                one,
                                                layer,
                                                reader.installed(one.machine()),
                                                reader.doubts(one.machine())))
                                        .toList(),
                                listed.size());
                    });
        });
        return shown.map(some -> some.map(one -> onComputer(patch, one, stale)));
    }

    private static List<Listed> listed(FleetIndex index, Map<PatchState, RoaringBitmap> states, Which which) {
        String text = which.text().toLowerCase(Locale.ROOT);
        List<Listed> listed = new ArrayList<>();
        states.forEach((state, computers) -> {
            if (which.state().isEmpty() || which.state().get() == state) {
                computers.forEach((int ordinal) -> index.find(ordinal)
                        .filter(machine -> text.isEmpty() || machine.isCalled(text))
                        .ifPresent(machine -> listed.add(new Listed(machine, state))));
            }
        });
        return listed;
    }

    private PatchOnComputer onComputer(PatchId patch, Shown shown, StaleSources stale) {
        Machine machine = shown.listed().machine();
        PatchState state = shown.listed().state();
        Optional<Finding> finding = state.isMissing() || state == PatchState.SUPERSEDED
                ? new FindingsOfComputer(findings.fleet, shown.layer(), machine, stale, false).about(patch)
                : Optional.empty();
        return new PatchOnComputer(
                machine.id(),
                machine.officeId(),
                state,
                finding.map(Finding::installed).orElse(shown.installed()),
                finding,
                finding.map(Finding::why).orElse(shown.doubts()));
    }

    private FleetPatch reader(FleetIndex index, Layer layer, PatchId patch) {
        return new FleetPatch(index, layer, findings.fleet, findings.clock.millis(), patch);
    }
}
