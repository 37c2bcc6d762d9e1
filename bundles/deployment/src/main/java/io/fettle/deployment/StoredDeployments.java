package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.approval.Approvals;
import io.fettle.api.assessment.Findings;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.audit.RefusalAudit;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.change.ChangeListener;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.DeploymentError;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.deployment.Deployments;
import io.fettle.api.deployment.DeploymentsAdmin;
import io.fettle.api.deployment.OrderBook;
import io.fettle.api.deployment.Outcomes;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.spi.health.MetricSource;
import io.fettle.spi.store.DeploymentStore;
import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import io.fettle.spi.store.DeploymentStore.TaskRow;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The deployments: one component behind several narrow services, because they are one memory. Immediate, because
 * deadlines pass whether or not anybody asks.
 */
@Component(
        immediate = true,
        service = {
            Deployments.class,
            DeploymentsAdmin.class,
            OrderBook.class,
            Outcomes.class,
            ChangeListener.class,
            MetricSource.class
        })
@Designate(ocd = DeploymentConfig.class)
public final class StoredDeployments
        implements Deployments, DeploymentsAdmin, OrderBook, Outcomes, ChangeListener, MetricSource {
    private static final int MAX_OF_COMPUTER = 200;

    private final DeploymentStore store;
    private final DeploymentReader reader;
    private final Findings findings;
    private final Computers computers;
    private final Supply supply;
    private final Audit audit;
    private final Clock clock;
    private final Loading<Engine> engine;
    private final Watch watch;

    @Activate
    public StoredDeployments(
            @Reference DeploymentStore store,
            @Reference Findings findings,
            @Reference Computers computers,
            @Reference Catalog catalog,
            @Reference Approvals approvals,
            @Reference ChangeLog changeLog,
            @Reference Audit audit,
            DeploymentConfig config) {
        this(
                store,
                findings,
                computers,
                new Supply(catalog, approvals),
                changeLog,
                audit,
                Limits.of(config),
                Clock.systemUTC());
        watch.start();
    }

    StoredDeployments(
            DeploymentStore store,
            Findings findings,
            Computers computers,
            Supply supply,
            ChangeLog changeLog,
            Audit audit,
            Limits limits,
            Clock clock) {
        this.store = store;
        this.reader = new DeploymentReader(store);
        this.findings = findings;
        this.computers = computers;
        this.supply = supply;
        this.audit = audit;
        this.clock = clock;
        ComputersRefusals refusals = new ComputersRefusals(new RefusalAudit(audit, clock));
        engine = new Loading<>(() -> Engine.load(store, limits, computers, supply, clock, refusals));
        watch = new Watch(engine, changeLog);
    }

    @Deactivate
    public void close() {
        watch.close();
    }

    /** One turn of the watch, for tests. */
    void turn() {
        watch.turn();
    }

    @Override
    public void measure(Metrics target) {
        engine.now().ifPresent(loaded -> TaskMetrics.measure(loaded.book(), target));
    }

    @Override
    public Page<Deployment> list(Scope scope, PageRequest page) {
        return reader.list(scope, page);
    }

    @Override
    public Optional<Deployment> find(String id, Scope scope) {
        return reader.find(id, scope);
    }

    @Override
    public Page<DeploymentTask> tasks(String deploymentId, Optional<TaskState> state, Scope scope, PageRequest page) {
        Page<TaskRow> rows = store.tasks(deploymentId, state, scope, page);
        return new Page<>(shown(rows.items()), rows.total());
    }

    @Override
    public List<DeploymentTask> tasksOf(ComputerId computer, Scope scope) {
        return shown(store.tasksOf(computer, scope, MAX_OF_COMPUTER));
    }

    @Override
    public Deployment create(Plan plan, Caller by) {
        TaskBook book = engine.get().book();
        Rollout rollout = new Rollout(plan, by.scope(), findings, computers, supply, clock);
        DeploymentRow row = rollout.make(by);
        book.add(row, rollout.works(), rollout.tasks());
        audit(by, "deployment.created", row.id(), Map.of("name", row.name(), "computers", "" + row.computers()));
        Map<TaskState, Long> counts =
                rollout.tasks().stream().collect(Collectors.groupingBy(Task::state, Collectors.counting()));
        return DeploymentReader.whole(row, counts);
    }

    @Override
    public void cancel(String id, Caller by) {
        Engine running = engine.get();
        DeploymentRow row = store.deployment(id, by.scope())
                .orElseThrow(() -> new FettleException(
                        DeploymentError.UNKNOWN_DEPLOYMENT, "There is no deployment " + id + "; look at the list"));
        if (row.endedAt().isPresent()) {
            throw new FettleException(
                    DeploymentError.DEPLOYMENT_ENDED, "Deployment " + id + " has ended; there is nothing to cancel");
        }
        if (by.scope().everything()) {
            running.book().update(id, Rows::cancelled);
        }
        // Who sees some offices only ends the tasks of these.
        running.cancelTasks(id, by.scope());
        audit(by, "deployment.cancelled", id, Map.of("name", row.name()));
    }

    @Override
    public boolean waiting(ComputerId computer, long taken) {
        return engine.get().handout().waiting(computer, taken);
    }

    @Override
    public List<NumberedOrder> take(ComputerId computer, long taken) {
        return engine.get().handout().take(computer, taken);
    }

    @Override
    public long acknowledged(ComputerId computer) {
        return engine.get().book().desk(computer).counters().reports();
    }

    @Override
    public void accept(List<Numbered> reports) {
        if (!reports.isEmpty()) {
            engine.get().intake().accept(reports);
        }
    }

    @Override
    public void changed(long latestRevision) {
        watch.wake();
    }

    private void audit(Caller by, String action, String deployment, Map<String, String> details) {
        String actor = by.name().equals("local") ? "local" : "user:" + by.name();
        audit.record(
                new AuditEntry(clock.instant(), actor, action, "deployment:" + deployment, AuditOutcome.DONE, details));
    }

    private List<DeploymentTask> shown(List<TaskRow> rows) {
        Set<Digest> digests = rows.stream().map(TaskRow::work).collect(Collectors.toSet());
        Map<Digest, Work> works = new HashMap<>();
        if (!digests.isEmpty()) {
            store.works(digests).forEach((digest, content) -> works.put(digest, TaskCodec.work(content)));
        }
        Work unknown = new Work(List.of(), List.of());
        return rows.stream()
                .map(row -> Task.of(row).shown(works.getOrDefault(row.work(), unknown)))
                .toList();
    }
}
