package io.fettle.sources;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.change.Topic;
import io.fettle.api.source.SourceError;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import io.fettle.spi.store.PendingChange;
import io.fettle.spi.store.SourceStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which sources run, and writes down how they end. Thread-safe. */
final class SyncEngine {
    static final int MAX_SOURCES = 1_000;
    /** Far beyond the slowest feed that ever came to its end. */
    static final Duration MAX_RUN = Duration.ofHours(4);

    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    private final SourceStore store;
    private final CatalogPublisher publisher;
    private final SourceRun runner;
    private final Conditions conditions;
    private final Clock clock;
    private final VendorConnections connections;
    private final Executor executor;
    private final BiConsumer<String, Reason> refused;
    private final ConcurrentMap<String, ConfiguredSource> sources = new ConcurrentHashMap<>();
    private final Plugins plugins = new Plugins();
    private final Object loading = new Object();
    private volatile boolean loaded;

    /** @param refused told of each source that is refused, and why, when it was not so before */
    SyncEngine(
            SourceStore store,
            CatalogPublisher publisher,
            SourceRun runner,
            Schedule schedule,
            Clock clock,
            VendorConnections connections,
            Executor executor,
            BiConsumer<String, Reason> refused) {
        this.store = store;
        this.publisher = publisher;
        this.runner = runner;
        this.conditions = new Conditions(schedule, clock);
        this.clock = clock;
        this.connections = connections;
        this.executor = executor;
        this.refused = refused;
    }

    void add(PatchSourceFactory factory) {
        plugins.add(factory);
        execute(() -> announce(factory.kind()));
    }

    /** Ends the runs of its sources. What they published stays. */
    void remove(PatchSourceFactory factory) {
        String kind = factory.kind();
        plugins.remove(factory);
        if (plugins.find(kind).isEmpty()) {
            sources.values().stream()
                    .filter(source -> source.configuration().kind().equals(kind))
                    .forEach(ConfiguredSource::cancel);
            execute(() -> announce(kind));
        }
    }

    /** Makes the news that a kind of source came or went. */
    private void announce(String kind) {
        for (ConfiguredSource source : loaded().values()) {
            if (source.configuration().kind().equals(kind)) {
                store.record(source.configuration().id(), source.condition(), news(source));
            }
        }
    }

    Map<String, Boolean> kinds() {
        Map<String, Boolean> kinds = new TreeMap<>();
        loaded().values().forEach(source -> kinds.put(source.configuration().kind(), false));
        plugins.present().forEach(factory -> kinds.put(factory.kind(), true));
        return kinds;
    }

    List<SourceStatus> statuses() {
        return loaded().values().stream()
                .map(this::status)
                .sorted(Comparator.comparing(SourceStatus::name).thenComparing(SourceStatus::id))
                .toList();
    }

    Optional<SourceStatus> status(String id) {
        return Optional.ofNullable(loaded().get(id)).map(this::status);
    }

    private SourceStatus status(ConfiguredSource source) {
        return source.status(plugins.find(source.configuration().kind()).isPresent());
    }

    Configured configure(String id, String kind, String name, Map<String, String> settings) {
        PatchSourceFactory factory = plugins.find(kind)
                .orElseThrow(() -> new FettleException(
                        SourceError.UNKNOWN_KIND, "No plug-in for sources of kind \"" + kind + "\" is installed"));
        Reach.of(settings);
        PatchSource plugin = factory.create(settings);
        PatchSource.Description description = plugin.describe();
        if (loaded().size() >= MAX_SOURCES) {
            throw new FettleException(
                    SourceError.TOO_MANY_SOURCES, "There are " + MAX_SOURCES + " sources; remove one first");
        }
        SourceStore.Stored stored = store.configure(
                new SourceStore.Configuration(
                        id,
                        kind,
                        description.identity(),
                        name,
                        settings,
                        description.secretSettings(),
                        true,
                        clock.instant()),
                List.of(new PendingChange(Topic.SOURCE, id)));
        String stays = stored.configuration().id();
        plugins.keep(stays, factory, settings, plugin);
        ConfiguredSource added = new ConfiguredSource(stored);
        ConfiguredSource known = sources.putIfAbsent(stays, added);
        ConfiguredSource source = known == null ? added : known;
        boolean changed = source.reconfigure(stored.configuration());
        return new Configured(status(source), Configured.Effect.of(known == null, changed));
    }

    void remove(String id) {
        ConfiguredSource source = require(id);
        source.remove();
        store.remove(id, news(source));
        sources.remove(id);
        plugins.forget(id);
        publisher.withdraw(id);
    }

    void request(String id) {
        require(id).request();
    }

    private ConfiguredSource require(String id) {
        ConfiguredSource source = loaded().get(id);
        if (source == null) {
            throw new FettleException(SourceError.UNKNOWN_SOURCE, "There is no source " + id);
        }
        return source;
    }

    /** Starts what is due. */
    void tick() {
        for (ConfiguredSource source : loaded().values()) {
            source.expireRunSince(clock.instant().minus(MAX_RUN));
            Optional<PatchSourceFactory> factory =
                    plugins.find(source.configuration().kind());
            if (factory.isPresent()) {
                source.startIfDue(clock.instant())
                        .ifPresent(cancellation -> start(source, factory.get(), cancellation));
            }
        }
    }

    private void start(ConfiguredSource source, PatchSourceFactory factory, Cancellation cancellation) {
        if (!execute(() -> run(source, factory, cancellation))) {
            source.ended();
        }
    }

    /** False once the engine stops; a plug-in may still come or go then. */
    private boolean execute(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine takes no work any more", e);
            return false;
        }
    }

    /** Ends all runs. */
    void stop() {
        sources.values().forEach(ConfiguredSource::cancel);
    }

    private void run(ConfiguredSource source, PatchSourceFactory factory, Cancellation cancellation) {
        String id = source.configuration().id();
        try {
            SourceStore.Condition before = source.condition();
            source.began(clock.instant());
            write(source, conditions.started(before));
            SyncResult result = sync(source, factory, before, cancellation);
            write(source, saysNothing(cancellation) ? cancelled(before, factory) : ended(id, before, result));
            if (source.isRemoved()) {
                plugins.forget(id);
                publisher.withdraw(id);
            }
        } catch (RuntimeException e) {
            LOG.error("The run of source {} could not be written down; it is tried again", id, e);
            source.condition(
                    conditions.failed(source.condition(), SourceState.UNREACHABLE, Reason.of("source.failed")));
        } finally {
            cancellation.revoke();
            source.ended();
        }
    }

    private SyncResult sync(
            ConfiguredSource source,
            PatchSourceFactory factory,
            SourceStore.Condition before,
            Cancellation cancellation) {
        String id = source.configuration().id();
        PatchSource plugin;
        Reach reach;
        try {
            reach = Reach.of(source.configuration().settings());
            plugin = plugins.of(id, factory, source.configuration().settings());
            source.alsoSecret(plugin.describe().secretSettings());
        } catch (FettleException e) {
            return new SyncResult.Refused(Reason.of("source.settings", "detail", String.valueOf(e.getMessage())));
        }
        SourceContext context = new RunContext(
                clock, before.cursor(), !publisher.holds(id), connections, reach, cancellation, source::progress);
        return runner.run(id, plugin, context, cancellation);
    }

    private void write(ConfiguredSource source, SourceStore.Condition condition) {
        source.condition(condition);
        store.record(source.configuration().id(), condition, news(source));
    }

    private static List<PendingChange> news(ConfiguredSource source) {
        return List.of(new PendingChange(Topic.SOURCE, source.configuration().id()));
    }

    private static boolean saysNothing(Cancellation cancellation) {
        return cancellation.isCancelled() && !cancellation.hasExpired();
    }

    /** A cancelled run says nothing about the source, unless it ended because its plug-in left. */
    private SourceStore.Condition cancelled(SourceStore.Condition before, PatchSourceFactory factory) {
        return plugins.holds(factory) ? before : conditions.pluginLeft(before);
    }

    private SourceStore.Condition ended(String id, SourceStore.Condition before, SyncResult result) {
        return result.fold(
                completed -> conditions.succeeded(completed.cursor(), publisher.packages(id), publisher.advisories(id)),
                interrupted -> {
                    LOG.debug("Source {} was interrupted: {}", id, interrupted.why());
                    if (before.failures() == 0) {
                        LOG.warn("Source {} is not up to date: {}; it is tried again", id, interrupted.why());
                    }
                    return conditions.failed(before, SourceState.UNREACHABLE, interrupted.why());
                },
                refusal -> {
                    if (!before.reason().equals(Optional.of(refusal.why()))) {
                        LOG.warn("Source {} is refused: {}", id, refusal.why());
                        refused.accept(id, refusal.why());
                    }
                    return conditions.failed(before, SourceState.REFUSED, refusal.why());
                });
    }

    /** Read at first use, not at start: a database may take its time. */
    private Map<String, ConfiguredSource> loaded() {
        if (!loaded) {
            synchronized (loading) {
                if (!loaded) {
                    store.all()
                            .forEach(stored -> sources.putIfAbsent(
                                    stored.configuration().id(), new ConfiguredSource(Conditions.awake(stored))));
                    loaded = true;
                }
            }
        }
        return sources;
    }
}
