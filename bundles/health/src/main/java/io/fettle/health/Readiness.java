package io.fettle.health;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck;
import io.fettle.spi.health.HealthCheck.Result;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Asks all checks at the same time and waits a second for them. One that still hangs is not asked again before it comes back,
 * so it takes one thread and spoils no other check's answer; it is not interrupted either, because an interrupt can close a
 * file under whoever shares it. An answer holds for a moment, so that nobody can keep the checks busy by asking. Thread-safe.
 */
@Component(service = Readiness.class, configurationPid = "io.fettle.health.Readiness")
@Designate(ocd = HealthConfig.class)
public final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MAX_THREADS = 100;

    private final Set<String> required;
    private final Duration patience;
    private final Duration holds;
    private final LongSupplier nanoTime;
    private final ReadinessNews news = new ReadinessNews();
    private volatile @Nullable Answer latest;
    private final ConcurrentMap<HealthCheck, Future<Result>> asked = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MAX_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> new Thread(work, "fettle-health"));

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.UPDATE)
    final List<HealthCheck> checks = new CopyOnWriteArrayList<>();

    @Activate
    public Readiness(HealthConfig config) {
        this(names(config.required()), PATIENCE, Duration.ofMillis(config.cacheMillis()), System::nanoTime);
    }

    Readiness(Set<String> required, Duration patience, Duration holds, LongSupplier nanoTime) {
        this.required = Set.copyOf(required);
        this.patience = patience;
        this.holds = holds;
        this.nanoTime = nanoTime;
    }

    private record Answer(Map<String, Result> results, long at) {}

    /** A .cfg file has one text for all of them. */
    static Set<String> names(String... configured) {
        return Arrays.stream(configured)
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Deactivate
    void stop() {
        threads.shutdownNow();
    }

    /** Every check by name; a required one that is absent is not ready. */
    Map<String, Result> ask() {
        Answer known = latest;
        if (known != null && nanoTime.getAsLong() - known.at() < holds.toNanos()) {
            return known.results();
        }
        Map<String, Result> results = askAll();
        latest = new Answer(results, nanoTime.getAsLong());
        news.tell(results);
        return results;
    }

    private Map<String, Result> askAll() {
        Map<HealthCheck, Future<Result>> answers = new LinkedHashMap<>();
        checks.forEach(check -> answers.put(check, begin(check)));
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, Result> results = new TreeMap<>();
        answers.forEach((check, answer) ->
                results.merge(check.name(), take(answer, deadline), (one, other) -> one.ready() ? other : one));
        for (String name : required) {
            results.putIfAbsent(name, Result.notReady(Reason.of("health.absent")));
        }
        return Collections.unmodifiableMap(results);
    }

    /** Who asks while it is being asked shares the answer. */
    private Future<Result> begin(HealthCheck check) {
        try {
            return asked.computeIfAbsent(check, c -> threads.submit(() -> answer(c)));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Result answer(HealthCheck check) {
        try {
            return check.check();
        } finally {
            asked.remove(check);
        }
    }

    private static Result take(Future<Result> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Result.notReady(Reason.of("health.no_answer"));
        } catch (ExecutionException e) {
            return Result.notReady(Reason.of("health.broken", "error", String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.notReady(Reason.of("health.interrupted"));
        }
    }
}
