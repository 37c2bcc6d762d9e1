package io.fettle.sources;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.content.Depot;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.FleetItems;
import io.fettle.api.source.SourceError;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.spi.store.SourceStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources, run by a clock. Immediate, because they have to run though nobody asks for them. Thread-safe. */
@Component(service = Sources.class, immediate = true, configurationPid = "io.fettle.sources.ScheduledSources")
@Designate(ocd = SourcesConfig.class)
public final class ScheduledSources implements Sources {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledSources.class);
    private static final int THREADS = 2;
    private static final int MAX_SETTINGS = 50;
    private static final int MAX_SETTINGS_CHARACTERS = 1 << 20;
    private static final int MAX_NAME = 200;
    /** For what a cancelled run writes down: an interrupt would close an embedded database under it. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Audit audit;
    private final Clock clock = Clock.systemUTC();
    private final ThreadPoolExecutor runs;
    private final ScheduledExecutorService timer;
    private final SyncEngine engine;

    /** Only {@link #suggestions} needs it, so its absence stops nothing. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<FleetItems> fleets = List.of();

    private volatile boolean troubled;

    @Activate
    public ScheduledSources(
            SourcesConfig config,
            @Reference SourceStore store,
            @Reference CatalogPublisher publisher,
            @Reference Depot depot,
            @Reference Audit audit) {
        this.audit = audit;
        this.runs = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(2 * SyncEngine.MAX_SOURCES),
                task -> daemon(task, "fettle-sources-run"));
        runs.allowCoreThreadTimeOut(true);
        Schedule schedule = new Schedule(
                Duration.ofMinutes(config.intervalMinutes()),
                Duration.ofSeconds(config.firstRetrySeconds()),
                Duration.ofMinutes(config.lastRetryMinutes()),
                () -> ThreadLocalRandom.current().nextDouble());
        this.engine = new SyncEngine(
                store,
                publisher,
                new SourceRun(publisher, depot),
                schedule,
                clock,
                VendorConnections.of(config),
                runs,
                this::refused);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "fettle-sources-timer"));
        timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Deactivate
    void stop() throws InterruptedException {
        timer.shutdownNow();
        engine.stop();
        runs.getQueue().clear();
        runs.shutdown();
        if (runs.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        runs.shutdownNow();
        if (!runs.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("A source still runs {} after it was cancelled", STOP_LIMIT);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFactory(PatchSourceFactory factory) {
        engine.add(factory);
    }

    void removeFactory(PatchSourceFactory factory) {
        engine.remove(factory);
    }

    private void tick() {
        try {
            engine.tick();
            troubled = false;
        } catch (RuntimeException e) {
            // The timer would never come again; the database being away is no reason for that.
            if (!troubled) {
                LOG.warn("The sources can't be looked after now: {}", e.getMessage());
            }
            troubled = true;
        }
    }

    @Override
    public Page<SourceStatus> list(PageRequest page) {
        List<SourceStatus> all = engine.statuses();
        int from = Math.min(page.offset(), all.size());
        return new Page<>(all.subList(from, Math.min(from + page.limit(), all.size())), all.size());
    }

    @Override
    public Optional<SourceStatus> find(String id) {
        return engine.status(id);
    }

    @Override
    public SourceStatus add(String kind, String name, Map<String, String> settings, Caller by) {
        int characters = settings.entrySet().stream()
                .mapToInt(setting ->
                        setting.getKey().length() + setting.getValue().length())
                .sum();
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new FettleException(
                    SourceError.INVALID_SOURCE, "A source needs a name of 1 to " + MAX_NAME + " characters");
        }
        if (settings.size() > MAX_SETTINGS || characters > MAX_SETTINGS_CHARACTERS) {
            throw new FettleException(SourceError.INVALID_SOURCE, "The settings are too many or too long");
        }
        Configured configured = engine.configure(UUID.randomUUID().toString(), kind, name, settings);
        SourceStatus source = configured.status();
        Map<String, String> details = Map.of("kind", kind, "name", name);
        switch (configured.effect()) {
            case ADDED -> audit(by, "source.added", source.id(), details);
            case CHANGED -> audit(by, "source.changed", source.id(), details);
            case NONE -> LOG.debug("Source {} was added again as it is", source.id());
        }
        timer.execute(this::tick);
        return source;
    }

    @Override
    public void remove(String id, Caller by) {
        engine.remove(id);
        audit(by, "source.removed", id, Map.of());
    }

    @Override
    public void syncNow(String id, Caller by) {
        engine.request(id);
        audit(by, "source.sync", id, Map.of());
        timer.execute(this::tick);
    }

    @Override
    public Map<String, Boolean> kinds() {
        return engine.kinds();
    }

    @Override
    public List<Map<String, String>> suggestions(Scope scope) {
        return fleets.stream()
                .findFirst()
                .map(fleet -> Suggestions.of(fleet, engine.statuses(), scope))
                .orElse(List.of());
    }

    private void audit(Caller by, String action, String id, Map<String, String> details) {
        String actor = by.name().equals("local") ? "local" : "user:" + by.name();
        audit.record(new AuditEntry(clock.instant(), actor, action, "source:" + id, AuditOutcome.DONE, details));
    }

    private void refused(String id, Reason why) {
        audit.record(new AuditEntry(
                clock.instant(), "system", why.code(), "source:" + id, AuditOutcome.REFUSED, why.parameters()));
    }
}
