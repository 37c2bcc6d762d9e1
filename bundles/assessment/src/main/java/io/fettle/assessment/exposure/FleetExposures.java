package io.fettle.assessment.exposure;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureDetail;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.ExposureSummary;
import io.fettle.api.assessment.Exposures.Which;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.inventory.FleetItems;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.fleet.FirstOfAll;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.fleet.Parts;
import io.fettle.assessment.fleet.PlaceCounter;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.reach.ExposureReader;
import io.fettle.assessment.reach.Reach;
import io.fettle.assessment.verdict.StaleSources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Answers about exposure, out of one state of the index. Used while the state's lock is held. */
public final class FleetExposures {
    private static final Comparator<Listed> BY_STATE_AND_ID = Comparator.comparing(Listed::state)
            .thenComparing(one -> one.machine().id().value());

    private final FleetIndex index;
    private final Layer layer;
    private final FlawBook book;
    private final ExposureReader reader;
    private final ApprovedFixes approved;
    private final Uncertain uncertain;
    private final StaleSources stale;
    private final Instant now;
    private final long changeRevision;

    public FleetExposures(
            FleetIndex index, Layer layer, FleetItems fleet, StaleSources stale, Instant now, long changeRevision) {
        this.index = index;
        this.layer = layer;
        this.stale = stale;
        this.now = now;
        this.changeRevision = changeRevision;
        book = layer.flaws();
        reader = new ExposureReader(index, book, index.columns());
        approved = new ApprovedFixes(index, layer, reader);
        uncertain = new Uncertain(fleet, now.toEpochMilli());
    }

    public Optional<ExposureSummary> of(CveId cve, Scope scope) {
        RoaringBitmap visible = index.visible(scope);
        return book.advisories()
                .vulnerability(cve)
                .map(known -> summary(known, reader.reach(cve), visible, unclear(visible)));
    }

    public Optional<ExposureDetail> detail(CveId cve, Scope scope) {
        return book.advisories().vulnerability(cve).map(known -> detail(known, index.visible(scope)));
    }

    private ExposureDetail detail(Vulnerability known, RoaringBitmap visible) {
        Reach reach = reader.reach(known.cve());
        Map<ExposureState, RoaringBitmap> states = states(known.cve(), reach, visible, unclear(visible));
        RoaringBitmap fixable = RoaringBitmap.or(
                states.get(ExposureState.EXPOSED_APPROVED), states.get(ExposureState.EXPOSED_AWAITING));
        return new ExposureDetail(
                summary(known, reach, states),
                new PlaceCounter<>(states, ExposureState::isExposed).in(index),
                new MendingPatches(index, layer)
                        .of(known.cve(), reader.subjects(known.cve()), fixable, ExposureDetail.MOST_PATCHES));
    }

    private ExposureSummary summary(Vulnerability known, Reach reach, RoaringBitmap visible, RoaringBitmap unclear) {
        return summary(known, reach, states(known.cve(), reach, visible, unclear));
    }

    private ExposureSummary summary(Vulnerability known, Reach reach, Map<ExposureState, RoaringBitmap> states) {
        return new ExposureSummary(
                known,
                severity(known.cve(), reach),
                PlaceCounter.counts(states),
                layer.revision().number(),
                changeRevision,
                now);
    }

    private Severity severity(CveId cve, Reach reach) {
        return book.severity(cve, reach.flaws());
    }

    /** Each visible computer that it concerns in exactly one state. */
    private Map<ExposureState, RoaringBitmap> states(
            CveId cve, Reach reach, RoaringBitmap visible, RoaringBitmap unclear) {
        RoaringBitmap known = RoaringBitmap.andNot(visible, unclear);
        RoaringBitmap undecided = RoaringBitmap.and(reach.unclear(), known);
        RoaringBitmap exposed = reach.exposed();
        RoaringBitmap fixed = RoaringBitmap.andNot(RoaringBitmap.and(reach.concerned(), known), exposed);
        fixed.andNot(undecided);
        Map<ExposureState, RoaringBitmap> states = new EnumMap<>(ExposureState.class);
        RoaringBitmap fixable = RoaringBitmap.and(reach.fixable(), known);
        RoaringBitmap decided = approved.among(fixable, cve);
        RoaringBitmap staying = RoaringBitmap.and(reach.unfixed(), known);
        states.put(ExposureState.EXPOSED_APPROVED, RoaringBitmap.andNot(decided, staying));
        states.put(ExposureState.EXPOSED_AWAITING, RoaringBitmap.andNot(fixable, decided));
        staying.andNot(RoaringBitmap.andNot(fixable, decided));
        states.put(ExposureState.EXPOSED_NO_FIX, staying);
        states.put(ExposureState.UNKNOWN, RoaringBitmap.or(unclear, undecided));
        states.put(ExposureState.FIXED, fixed);
        return states;
    }

    /** Those that one computer is in, however old its inventory is: none where it is not concerned, and never two. */
    public Set<ExposureState> statesOf(int ordinal, CveId cve) {
        Set<ExposureState> in = new HashSet<>();
        states(cve, reader.reach(cve), RoaringBitmap.bitmapOf(ordinal), new RoaringBitmap())
                .forEach((state, computers) -> {
                    if (computers.contains(ordinal)) {
                        in.add(state);
                    }
                });
        return in;
    }

    /** Of whom nothing can be said, whatever the vulnerability. */
    private RoaringBitmap unclear(RoaringBitmap visible) {
        RoaringBitmap judged = new RoaringBitmap();
        index.platforms().stream().filter(book::knows).map(index::on).forEach(judged::or);
        RoaringBitmap unclear = RoaringBitmap.andNot(visible, judged);
        uncertain.addOld(RoaringBitmap.and(visible, judged), unclear);
        return unclear;
    }

    /** What a list is made of, without the index. */
    public ExposureList listing(FleetPart part, Scope scope) {
        RoaringBitmap visible = Parts.visible(index, part, scope);
        return new ExposureList(
                layer, index.changes(), reader.survey(), RoaringBitmap.andNot(visible, unclear(visible)));
    }

    /** Those of some that somebody has spoken of, in their order. */
    public List<ExposureSummary> of(List<CveId> cves, FleetPart part, Scope scope) {
        RoaringBitmap visible = Parts.visible(index, part, scope);
        RoaringBitmap unclear = unclear(visible);
        return cves.stream()
                .flatMap(cve -> book.advisories().vulnerability(cve).stream())
                .map(known -> summary(known, reader.reach(known.cve()), visible, unclear))
                .toList();
    }

    public Page<Exposure> computers(CveId cve, Which which, Scope scope, PageRequest page) {
        RoaringBitmap visible = Parts.visible(index, which.part(), scope);
        String text = which.text().toLowerCase(Locale.ROOT);
        List<Listed> listed = new ArrayList<>();
        states(cve, reader.reach(cve), visible, unclear(visible)).forEach((state, computers) -> {
            if (which.state().isEmpty() || which.state().get() == state) {
                computers.forEach((int ordinal) -> index.find(ordinal)
                        .filter(machine -> text.isEmpty() || machine.isCalled(text))
                        .ifPresent(machine -> listed.add(new Listed(machine, state))));
            }
        });
        Set<Subject> subjects = reader.subjects(cve);
        return new Page<>(
                FirstOfAll.of(listed, BY_STATE_AND_ID, page.offset(), page.limit()).stream()
                        .map(one -> exposuresOf(one.machine()).of(cve, one.state(), subjects))
                        .toList(),
                listed.size());
    }

    private record Listed(Machine machine, ExposureState state) {}

    public List<Exposure> ofComputer(Machine machine) {
        return exposuresOf(machine).list();
    }

    private ExposuresOfComputer exposuresOf(Machine machine) {
        return new ExposuresOfComputer(index, layer, uncertain, stale, machine);
    }
}
