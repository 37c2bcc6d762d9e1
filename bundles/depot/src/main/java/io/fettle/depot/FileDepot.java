package io.fettle.depot;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import io.fettle.api.content.ContentListener;
import io.fettle.api.content.Depot;
import io.fettle.api.content.DepotFigures;
import io.fettle.api.content.DepotMeter;
import io.fettle.api.content.HeldContent;
import io.fettle.spi.content.ContentOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The depot over a directory. Thread-safe. */
@Component(
        service = {Depot.class, DepotMeter.class, HeldContent.class},
        configurationPid = FileDepot.PID)
@Designate(ocd = DepotConfig.class)
public final class FileDepot implements Depot, DepotMeter, HeldContent {
    static final String PID = "io.fettle.depot.FileDepot";

    private static final Logger LOG = LoggerFactory.getLogger(FileDepot.class);
    private static final int MAX_WAITING_DOWNLOADS = 10_000;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final TrackedOrigins tracked;
    private final Supplier<List<ContentOrigin>> origins;
    private final ContentFiles files;
    private final Deposit deposit;
    private final Retries retries;
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor downloads;
    private final Flights flights;
    private final DepotCounts counts;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<ContentListener> listeners = List.of();

    @Activate
    public FileDepot(DepotConfig config, BundleContext context) {
        this.files = ContentFiles.in(directory(config, context), config.minimumFreeMebibytes() * (1L << 20));
        this.deposit = new Deposit(files);
        this.retries = Retries.patient();
        this.nanoTime = System::nanoTime;
        this.downloads = downloads(config.downloads());
        this.flights = new Flights(downloads);
        this.counts = new DepotCounts(Instant.now(Clock.systemUTC()));
        this.tracked = new TrackedOrigins(context);
        this.origins = tracked;
    }

    FileDepot(ContentFiles files, Retries retries, LongSupplier nanoTime, Supplier<List<ContentOrigin>> origins) {
        this.files = files;
        this.deposit = new Deposit(files);
        this.retries = retries;
        this.nanoTime = nanoTime;
        this.downloads = downloads(2);
        this.flights = new Flights(downloads);
        this.counts = new DepotCounts(Instant.EPOCH);
        this.tracked = new TrackedOrigins(reference -> null, reference -> {});
        this.origins = origins;
    }

    private static ThreadPoolExecutor downloads(int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING_DOWNLOADS),
                FileDepot::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fettle-depot-download");
        thread.setDaemon(true);
        return thread;
    }

    static Path directory(DepotConfig config, BundleContext context) {
        if (!config.directory().isEmpty()) {
            return Path.of(config.directory());
        }
        String state = context.getProperty("fettle.state");
        if (state == null) {
            throw new IllegalStateException(
                    "The depot has no place: set the property fettle.state, or directory in " + PID);
        }
        return Path.of(state, "depot");
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addOrigin(ServiceReference<ContentOrigin> origin) {
        tracked.add(origin);
    }

    void removeOrigin(ServiceReference<ContentOrigin> origin) {
        tracked.remove(origin);
    }

    /** What running downloads have so far stays for the next start. One that waits for a silent server ends with its time-out. */
    @Deactivate
    void stop() throws InterruptedException {
        flights.stop();
        downloads.shutdownNow();
        if (!downloads.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("A download still runs {} after the depot was stopped", STOP_LIMIT);
        }
    }

    @Override
    public boolean holds(Digest digest) {
        return files.holds(digest);
    }

    @Override
    public Optional<Long> size(Digest digest) {
        return file(digest).map(path -> path.toFile().length());
    }

    @Override
    public Optional<Path> file(Digest digest) {
        return files.holds(digest) ? Optional.of(files.file(digest)) : Optional.empty();
    }

    @Override
    public Optional<InputStream> open(Digest digest) throws IOException {
        if (!files.holds(digest)) {
            return Optional.empty();
        }
        try {
            InputStream stream = Files.newInputStream(files.file(digest), LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new CheckedStream(stream, digest, () -> dropDamaged(digest)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void dropDamaged(Digest digest) throws IOException {
        LOG.error("Content {} was damaged on disk and is taken out of the depot; check the disk", digest);
        files.drop(digest);
    }

    @Override
    public DepotFigures figures() {
        try {
            Holdings holdings = files.holdings();
            return counts.figures(holdings.files(), holdings.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The depot's files cannot be counted; check the disk", e);
        }
    }

    @Override
    public CompletableFuture<Path> fetch(Digest digest) {
        counts.requested();
        Optional<Path> held = file(digest);
        if (held.isPresent()) {
            return CompletableFuture.completedFuture(held.get());
        }
        try {
            requireKnown(digest);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return flights.join(digest, () -> {
            new Download(digest, files, retries, nanoTime, counts).run(origins);
            landed(digest);
            return files.file(digest);
        });
    }

    private void landed(Digest digest) {
        for (ContentListener listener : listeners) {
            try {
                listener.landed(digest);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed to hear of content {}", digest, e);
            }
        }
    }

    /** As the service registry would. */
    void listener(ContentListener listener) {
        listeners = List.of(listener);
    }

    @Override
    public void each(Consumer<Digest> reader) throws IOException {
        files.each(reader);
    }

    /** How many wait for it now. */
    int waiting(Digest digest) {
        return flights.waiting(digest);
    }

    /** Asked before queueing, so that what nobody knows does not wait behind long downloads. */
    private void requireKnown(Digest digest) {
        for (ContentOrigin origin : origins.get()) {
            if (origin.locate(digest).isPresent()) {
                return;
            }
        }
        if (!files.holds(digest)) {
            throw new FettleException(ContentError.UNKNOWN_CONTENT, "No origin knows content " + digest);
        }
    }

    @Override
    public void put(Digest digest, long size, InputStream content) throws IOException {
        if (deposit.take(digest, size, content)) {
            landed(digest);
        }
    }

    @Override
    public Digest put(InputStream content, long maxBytes) throws IOException {
        Deposit.Taken taken = deposit.take(content, maxBytes);
        if (taken.isNew()) {
            landed(taken.digest());
        }
        return taken.digest();
    }
}
