package io.fettle.health;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck;
import io.fettle.spi.health.HealthCheck.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Asks every check, each within a second, on a thread of its own. Thread-safe. */
@Component(service = Readiness.class, configurationPid = "io.fettle.health.Readiness")
@Designate(ocd = HealthConfig.class)
public final class Readiness {
    private static final int PATIENCE_SECONDS = 1;
    private static final int QUEUE = 100;

    private final Set<String> required;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), work -> new Thread(work, "fettle-health"));

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.UPDATE)
    final List<HealthCheck> checks = new CopyOnWriteArrayList<>();

    @Activate
    public Readiness(HealthConfig config) {
        this(Set.of(config.required()));
    }

    Readiness(Set<String> required) {
        this.required = Set.copyOf(required);
    }

    @Deactivate
    void stop() {
        thread.shutdownNow();
    }

    /** Every check by name; a required one that is absent is not ready. */
    Map<String, Result> ask() {
        Map<String, Result> results = new TreeMap<>();
        for (HealthCheck check : checks) {
            results.put(check.name(), ask(check));
        }
        for (String name : required) {
            results.putIfAbsent(name, Result.notReady(Reason.of("health.absent")));
        }
        return results;
    }

    private Result ask(HealthCheck check) {
        try {
            Future<Result> answer = thread.submit(check::check);
            try {
                return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                answer.cancel(true);
                return Result.notReady(Reason.of("health.no_answer"));
            }
        } catch (ExecutionException | RejectedExecutionException e) {
            return Result.notReady(Reason.of("health.broken"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.notReady(Reason.of("health.interrupted"));
        }
    }
}
