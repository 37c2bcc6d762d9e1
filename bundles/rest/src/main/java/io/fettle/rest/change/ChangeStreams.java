package io.fettle.rest.change;

import io.fettle.api.FettleException;
import io.fettle.api.assessment.FindingsListener;
import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeListener;
import io.fettle.api.change.ChangeLog;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the browsers that listen. Hints only say that it is worth looking; what is sent comes out of the change log, by
 * one thread, each stream from where it stands. A stream that is slow is not fed further until it has taken what it was
 * given, and is closed after a minute; the browser comes back by itself and names the last event it has seen.
 */
@Component(service = {ChangeStreams.class, ChangeListener.class, FindingsListener.class})
public final class ChangeStreams implements ChangeListener, FindingsListener {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStreams.class);
    private static final int MAX_STREAMS = 200;
    private static final int MAX_PER_CALLER = 50;
    private static final int MAX_BEHIND = 10_000;
    private static final int BATCH = 500;
    private static final long MERGE_MILLIS = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Capabilities capabilities;
    private final Events events;
    private final Clock clock;
    private final Set<ChangeStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor feeder;
    private volatile Evaluation evaluation = new Evaluation(0, 0);

    @Activate
    public ChangeStreams(@Reference Capabilities capabilities) {
        this(capabilities, Clock.systemUTC(), HEARTBEAT);
    }

    ChangeStreams(Capabilities capabilities, Clock clock, Duration heartbeat) {
        this.capabilities = capabilities;
        this.events = new Events(capabilities);
        this.clock = clock;
        this.feeder = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "fettle-changes");
            thread.setDaemon(true);
            return thread;
        });
        feeder.scheduleWithFixedDelay(this::tend, heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void close() {
        feeder.shutdownNow();
        streams.forEach(ChangeStream::close);
        streams.clear();
    }

    @Override
    public void changed(long latestRevision) {
        feedSoon();
    }

    @Override
    public void evaluated(long catalogRevision, long changeRevision) {
        evaluation = evaluation.next(changeRevision);
        feedSoon();
    }

    /**
     * Turns the request into a stream.
     *
     * @param since last revision that the browser has seen, empty for none
     * @param admitted whether the visitor may still listen; asked again and again
     */
    public void open(
            HttpServletRequest request,
            HttpServletResponse response,
            Visitor visitor,
            Optional<Long> since,
            BooleanSupplier admitted)
            throws IOException {
        ChangeLog log = capabilities.changeLog().get();
        long latest = log.latest();
        refuseTooMany(visitor);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext exchange = request.startAsync(request, response);
        exchange.setTimeout(0);
        ChangeStream stream =
                new ChangeStream(visitor, admitted, exchange, since.orElse(latest), clock.instant(), this::feedSoon);
        if (since.isEmpty()) {
            stream.toldOfEvaluation(evaluation.number());
        }
        stream.send(Events.greeting(stream.position()));
        streams.add(stream);
        stream.begin();
        feedSoon();
    }

    private void refuseTooMany(Visitor visitor) {
        streams.removeIf(stream -> !stream.isOpen());
        long own = streams.stream()
                .filter(s -> s.visitor().caller().name().equals(visitor.caller().name()))
                .count();
        if (streams.size() >= MAX_STREAMS || own >= MAX_PER_CALLER) {
            throw new FettleException(
                    RestError.TOO_MANY_STREAMS, "Too many browsers listen already; close one or try again later");
        }
    }

    private void feedSoon() {
        if (due.compareAndSet(false, true)) {
            try {
                feeder.schedule(this::feedAll, MERGE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("No more news: stopping", e);
            }
        }
    }

    private void feedAll() {
        due.set(false);
        streams.removeIf(stream -> !stream.isOpen());
        // While the log is away the streams wait; the browsers need not know.
        capabilities.changeLog().find().ifPresent(this::feedFrom);
    }

    private void feedFrom(ChangeLog log) {
        try {
            long latest = log.latest();
            Map<Long, List<Change>> read = new HashMap<>();
            for (ChangeStream stream : streams) {
                if (stream.isIdle()) {
                    feed(stream, log, latest, read);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Live news are delayed: the change log cannot be read", e);
        }
    }

    private void feed(ChangeStream stream, ChangeLog log, long latest, Map<Long, List<Change>> read) {
        // Asked before every piece of news: an account that was narrowed hears no more of what it saw before.
        if (!stream.stillAdmitted()) {
            stream.close();
            return;
        }
        // A position beyond the log's end is of a database that has been restored since.
        if (latest - stream.position() > MAX_BEHIND || stream.position() > latest) {
            stream.movedTo(latest);
            stream.send(Events.resync(latest));
        }
        List<Change> changes = read.computeIfAbsent(stream.position(), from -> log.since(from, BATCH));
        if (!changes.isEmpty()) {
            stream.movedTo(changes.get(changes.size() - 1).revision());
            stream.send(events.of(changes, stream.visitor()));
        }
        Evaluation newest = evaluation;
        if (changes.size() < BATCH && newest.number() > stream.evaluation()) {
            stream.toldOfEvaluation(newest.number());
            stream.send(Events.evaluated(newest.changeRevision()));
        }
        if (changes.size() == BATCH && stream.isIdle()) {
            feedSoon();
        }
    }

    private void tend() {
        try {
            Instant now = clock.instant();
            for (ChangeStream stream : streams) {
                if (stream.isStuck(now, PATIENCE) || !stream.stillAdmitted()) {
                    stream.close();
                } else if (stream.isIdle()) {
                    stream.send(Events.heartbeat());
                }
            }
            feedSoon();
        } catch (RuntimeException e) {
            LOG.warn("Listeners could not be tended", e);
        }
    }

    /** How often findings have caught up since the start, and how far. */
    private record Evaluation(long number, long changeRevision) {
        Evaluation next(long revision) {
            return new Evaluation(number + 1, revision);
        }
    }
}
