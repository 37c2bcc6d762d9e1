package io.fettle.demo;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.demo.DemoError;
import io.fettle.api.demo.DemoFleet;
import io.fettle.api.demo.DemoProgress;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.ComputersAdmin;
import io.fettle.api.inventory.InventoryIntake;
import io.fettle.api.inventory.Offices;
import io.fettle.api.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills on a thread of its own, one filling at a time. Thread-safe. */
@Component(service = DemoFleet.class)
public final class SyntheticFleet implements DemoFleet {
    private static final Logger LOG = LoggerFactory.getLogger(SyntheticFleet.class);
    private static final long STOP_LIMIT_SECONDS = 5;

    private final Filling filling;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "fettle-demo"));
    private volatile DemoProgress progress = DemoProgress.idle();

    @Activate
    public SyntheticFleet(
            BundleContext context,
            @Reference Sources sources,
            @Reference Offices offices,
            @Reference Computers computers,
            @Reference ComputersAdmin admin,
            @Reference InventoryIntake intake) {
        this(new Filling(
                Path.of(Objects.requireNonNull(context.getProperty("fettle.state"), "fettle.state is not set"))
                        .toAbsolutePath()
                        .normalize()
                        .resolve("demo"),
                new DemoSources(sources, pause -> TimeUnit.MILLISECONDS.sleep(pause.toMillis())),
                new DemoOffices(offices),
                new DemoComputers(computers, admin, intake),
                Clock.systemUTC()));
    }

    SyntheticFleet(Filling filling) {
        this.filling = filling;
    }

    @Deactivate
    void stop() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The demo still fills {} s after it was stopped", STOP_LIMIT_SECONDS);
        }
    }

    @Override
    public synchronized DemoProgress fill(int computers, long seed, Caller by) {
        if (computers < 1 || computers > MAX_COMPUTERS) {
            throw new FettleException(
                    DemoError.INVALID_NUMBER, "A demo has 1 to " + MAX_COMPUTERS + " computers, not " + computers);
        }
        if (progress.state() == DemoProgress.State.RUNNING) {
            throw new FettleException(
                    DemoError.BUSY, "A demo with " + progress.computers() + " computers is being filled; wait for it");
        }
        DemoProgress begun = new DemoProgress(
                DemoProgress.State.RUNNING, "demo.repository", 0, 1, computers, seed, 0, Optional.empty());
        progress = begun;
        thread.execute(() -> run(computers, seed, by));
        return begun;
    }

    @Override
    public DemoProgress progress() {
        return progress;
    }

    private void run(int computers, long seed, Caller by) {
        try {
            int added = filling.run(computers, seed, by, news -> progress = news);
            progress = ended(DemoProgress.State.DONE, computers, seed, added, Optional.empty());
            LOG.info("The demo has {} computers, {} of them new", computers, added);
        } catch (IOException | RuntimeException e) {
            LOG.error("The demo was not filled", e);
            fail(computers, seed, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(computers, seed, "The server is stopping");
        }
    }

    private void fail(int computers, long seed, String detail) {
        Reason reason = Reason.of("demo.failed", "detail", detail);
        progress = ended(DemoProgress.State.FAILED, computers, seed, progress.added(), Optional.of(reason));
    }

    private DemoProgress ended(DemoProgress.State state, int computers, long seed, int added, Optional<Reason> reason) {
        DemoProgress last = progress;
        boolean done = state == DemoProgress.State.DONE;
        return new DemoProgress(
                state,
                last.step(),
                done ? computers : last.done(),
                done ? computers : last.total(),
                computers,
                seed,
                added,
                reason);
    }
}
