package io.fettle.agent;

import io.fettle.agent.scan.ScanTrigger;
import io.fettle.agent.scan.Scanner;
import io.fettle.agent.scan.running.RunningScan;
import io.fettle.agent.work.Work;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.protocol.InventoryCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When this computer is scanned, and what came of it. All wishes during a scan are one more scan after it. For the loop's
 * thread alone.
 */
final class Scans {
    private static final Logger LOG = LoggerFactory.getLogger(Scans.class);
    /** An outcome without the newest inventory is better than none. */
    private static final Duration LONGEST_AFTERMATH = Duration.ofMinutes(15);
    /** Nothing on disk tells that a service was restarted. */
    private static final Duration LOOK_AGAIN_AT_STALE = Duration.ofHours(1);

    private final Scanner scanner;
    private final RunningScan runningScan;
    private final ScanTrigger trigger;
    private final Runnable different;
    private final Clock clock;
    private final Map<String, Awaited> aftermaths = new HashMap<>();
    private Optional<Inventory> inventory;
    private boolean due = true;
    private boolean running;
    private boolean madeDo;
    private long begun;
    private long ended;
    private Instant endedAt = Instant.MIN;

    /**
     * @param inventory as of the last time
     * @param different called when a scan found something else than the one before
     */
    Scans(
            Scanner scanner,
            RunningScan runningScan,
            ScanTrigger trigger,
            Optional<Inventory> inventory,
            Runnable different,
            Clock clock) {
        this.scanner = scanner;
        this.runningScan = runningScan;
        this.trigger = trigger;
        this.inventory = inventory;
        this.different = different;
        this.clock = clock;
    }

    /** A scan that shows what a task left. @param scan its number */
    private record Awaited(long scan, Instant until) {}

    /** The newest one; empty before the first scan. */
    Optional<Inventory> inventory() {
        return inventory;
    }

    /** Whether one is to be started. */
    boolean due() {
        return due;
    }

    boolean running() {
        return running;
    }

    void wish() {
        due = true;
    }

    /** Looks for a reason to scan. */
    void look() {
        due |= trigger.changed();
        due |= !running && stale() && !clock.instant().isBefore(endedAt.plus(LOOK_AGAIN_AT_STALE));
    }

    /** Whether a service waited for its restart at the last scan. */
    private boolean stale() {
        return inventory
                .flatMap(known -> known.facts().running())
                .filter(seen -> !seen.restart().isEmpty())
                .isPresent();
    }

    /** The server is within reach: a dry run that had to do without its lists is worth another try. */
    void serverReached() {
        due |= madeDo;
        madeDo = false;
    }

    /** Whether a scan that began after the first time of asking has ended. */
    boolean seen(String task) {
        Awaited awaited = aftermaths.computeIfAbsent(task, t -> {
            look();
            due = true;
            return new Awaited(begun + 1, clock.instant().plus(LONGEST_AFTERMATH));
        });
        boolean seen = ended >= awaited.scan() || clock.instant().isAfter(awaited.until());
        if (seen) {
            aftermaths.remove(task);
        }
        return seen;
    }

    /** Begins one. */
    Work begin(List<MirroredSuite> suites) {
        due = false;
        running = true;
        begun++;
        return pause -> scan(suites, pause);
    }

    /** On the workbench. */
    private Runnable scan(List<MirroredSuite> suites, BooleanSupplier pause) {
        try {
            Optional<Inventory> found = scanner.scan(suites, pause).map(runningScan::complete);
            boolean makeshift = scanner.madeDo();
            return () -> end(found, makeshift);
        } catch (FettleException e) {
            return () -> fail(e);
        }
    }

    private void end(Optional<Inventory> found, boolean makeshift) {
        running = false;
        ended = begun;
        endedAt = clock.instant();
        madeDo = makeshift;
        due |= found.isEmpty();
        if (found.isPresent() && !found.map(InventoryCodec::digest).equals(inventory.map(InventoryCodec::digest))) {
            inventory = found;
            different.run();
        }
    }

    private void fail(FettleException e) {
        running = false;
        ended = begun;
        endedAt = clock.instant();
        LOG.warn("The scan failed: {}", e.getMessage(), e);
    }
}
