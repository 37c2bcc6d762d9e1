package io.fettle.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.CveId;
import io.fettle.api.approval.Approvals;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureDetail;
import io.fettle.api.assessment.ExposureSummary;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.Findings;
import io.fettle.api.assessment.FindingsListener;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.audit.Audit;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.ChangeListener;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.policy.HealthPolicies;
import io.fettle.api.source.Sources;
import io.fettle.assessment.check.CheckLoop;
import io.fettle.assessment.check.CheckReport;
import io.fettle.assessment.check.FleetCheck;
import io.fettle.assessment.evaluation.Evaluation;
import io.fettle.assessment.evaluation.EvaluationLoop;
import io.fettle.assessment.evaluation.FirstSeenBook;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.LayerListener;
import io.fettle.assessment.exposure.ExposureList;
import io.fettle.assessment.exposure.FleetExposures;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import io.fettle.assessment.policy.RulesOfDay;
import io.fettle.assessment.rpm.SideBySide;
import io.fettle.assessment.verdict.StaleSources;
import io.fettle.spi.health.HealthCheck;
import io.fettle.spi.health.MetricSource;
import io.fettle.spi.store.FirstSeenStore;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The findings. Immediate, because evaluation shall have begun before anybody asks. */
@Component(
        service = {
            Findings.class,
            Exposures.class,
            EvaluatedFindings.class,
            ChangeListener.class,
            MetricSource.class,
            HealthCheck.class
        },
        immediate = true)
public final class EvaluatedFindings implements Findings, Exposures, ChangeListener, MetricSource, HealthCheck {
    final FleetItems fleet;
    final Clock clock;
    private final Computers computers;
    private final Evaluation evaluation;
    private final EvaluationLoop loop;
    private final CheckLoop checks;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<FindingsListener> listeners = List.of();

    /** Not mandatory, as it stands in the same row; without it nobody can say which sources are kept up to date. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Sources> sources = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<LayerListener> comparing = List.of();

    @Activate
    public EvaluatedFindings(
            @Reference Computers computers,
            @Reference FleetItems fleet,
            @Reference Approvals approvals,
            @Reference Catalog catalog,
            @Reference ChangeLog changes,
            @Reference Audit audit,
            @Reference HealthPolicies policies,
            @Reference FirstSeenStore firstSeen) {
        this(computers, fleet, approvals, catalog, changes, audit, policies, firstSeen, Clock.systemUTC());
        loop.start();
        checks.start();
    }

    /** Without its threads: {@link #loop} and {@link #checks} are stepped by hand. */
    EvaluatedFindings(
            Computers computers,
            FleetItems fleet,
            Approvals approvals,
            Catalog catalog,
            ChangeLog changes,
            Audit audit,
            HealthPolicies policies,
            FirstSeenStore firstSeen,
            Clock clock) {
        this.computers = computers;
        this.fleet = new SideBySide(fleet);
        this.clock = clock;
        evaluation = new Evaluation(computers, this.fleet, approvals, catalog.current(), new FirstSeenBook(firstSeen));
        loop = new EvaluationLoop(
                evaluation, fleet, catalog, changes, new RulesOfDay(policies, clock), () -> listeners, () -> comparing);
        FleetCheck check = new FleetCheck(evaluation, computers, this.fleet, approvals, changes);
        checks = new CheckLoop(check, this.fleet, audit, clock, new SplittableRandom(), loop::repair);
    }

    /** As the service registry would. */
    void sources(Sources engine) {
        sources = List.of(engine);
    }

    /** As the service registry would. */
    void comparing(LayerListener listener) {
        comparing = List.of(listener);
    }

    /** As the service registry would. */
    void listener(FindingsListener listener) {
        listeners = List.of(listener);
    }

    EvaluationLoop loop() {
        return loop;
    }

    CheckLoop checks() {
        return checks;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    @Override
    public void measure(Metrics target) {
        CheckReport.measure(checks, target);
    }

    @Override
    public String name() {
        return "assessment";
    }

    @Override
    public Result check() {
        return CheckReport.of(checks, clock.instant());
    }

    @Deactivate
    public void close() {
        checks.close();
        loop.close();
    }

    @Override
    public void changed(long latestRevision) {
        loop.hint();
    }

    @Override
    public List<Finding> of(ComputerId computer, Scope scope) {
        Optional<ComputerFacts> facts = computers.find(computer, scope).flatMap(Computer::facts);
        return findings(computer, scope, whole -> whole.list(clock.instant(), facts));
    }

    @Override
    public List<Finding> briefly(ComputerId computer, Scope scope) {
        return findings(computer, scope, whole -> whole.briefly(clock.instant()));
    }

    private List<Finding> findings(ComputerId computer, Scope scope, Function<WholeFindings, List<Finding>> list) {
        StaleSources stale = stale();
        record State(Layer layer, Optional<Machine> machine) {}
        State state = evaluation.reading((index, layer) ->
                new State(layer, index.find(computer).filter(machine -> scope.sees(machine.officeId()))));
        return state.machine()
                .map(machine -> list.apply(new WholeFindings(fleet, state.layer(), machine, stale)))
                .orElse(List.of());
    }

    @Override
    public Optional<ComputerSummary> summary(ComputerId computer, Scope scope) {
        return Optional.ofNullable(summaries(Set.of(computer), scope).get(computer));
    }

    @Override
    public Map<ComputerId, ComputerSummary> summaries(Set<ComputerId> computers, Scope scope) {
        List<FleetReader.Listed> all = read(reader -> reader.listed(computers, scope));
        // What dry runs and holds come to is read computer by computer, so not while others wait.
        return all.stream()
                .map(FleetReader.Listed::summary)
                .collect(Collectors.toMap(ComputerSummary::computer, summary -> summary));
    }

    @Override
    public FleetSummary fleet(FleetPart part, Scope scope) {
        long changeRevision = evaluation.changeRevision();
        return read(reader -> reader.fleet(part, scope, changeRevision, clock.instant()));
    }

    @Override
    public Page<PatchSummary> patches(boolean securityOnly, FleetPart part, Scope scope, PageRequest page) {
        return read(reader -> reader.patches().list(securityOnly, part, scope, page));
    }

    @Override
    public Set<ComputerId> missing(PatchId patch, Scope scope) {
        return read(reader -> new HashSet<>(reader.missing(patch, scope)));
    }

    @Override
    public Set<ComputerId> withHealth(HealthStatus health, Scope scope) {
        return read(reader -> new HashSet<>(reader.withHealth(health, scope)));
    }

    @Override
    public Optional<ExposureSummary> of(CveId cve, Scope scope) {
        return exposed(exposures -> exposures.of(cve, scope));
    }

    @Override
    public Optional<ExposureDetail> detail(CveId cve, Scope scope) {
        return exposed(exposures -> exposures.detail(cve, scope));
    }

    @Override
    public Page<ExposureSummary> list(Exposures.Filter filter, Scope scope, PageRequest page) {
        ExposureList list = exposed(exposures -> exposures.listing(filter.part(), scope));
        Page<CveId> found = list.find(filter, page);
        // Counts are those of now, of one state for all rows, though the order may be a moment older.
        return new Page<>(exposed(exposures -> exposures.of(found.items(), filter.part(), scope)), found.total());
    }

    @Override
    public Page<Exposure> computers(CveId cve, Which which, Scope scope, PageRequest page) {
        return exposed(exposures -> exposures.computers(cve, which, scope, page));
    }

    @Override
    public List<Exposure> ofComputer(ComputerId computer, Scope scope) {
        StaleSources stale = stale();
        return evaluation.reading((index, layer) -> index.find(computer)
                .filter(machine -> scope.sees(machine.officeId()))
                .map(machine -> exposures(index, layer, stale).ofComputer(machine))
                .orElse(List.of()));
    }

    private <T> T exposed(Function<FleetExposures, T> read) {
        StaleSources stale = stale();
        return evaluation.reading((index, layer) -> read.apply(exposures(index, layer, stale)));
    }

    StaleSources stale() {
        return sources.stream()
                .findFirst()
                .map(engine -> StaleSources.among(engine, clock.instant()))
                .orElse(StaleSources.NONE);
    }

    private FleetExposures exposures(FleetIndex index, Layer layer, StaleSources stale) {
        return new FleetExposures(index, layer, fleet, stale, clock.instant(), evaluation.changeRevision());
    }

    private <T> T read(Function<FleetReader, T> read) {
        StaleSources stale = stale();
        return evaluation.reading((index, layer) -> read.apply(reader(index, layer, stale)));
    }

    FleetReader reader(FleetIndex index, Layer layer, StaleSources stale) {
        return new FleetReader(index, layer, fleet, stale, clock.millis());
    }
}
