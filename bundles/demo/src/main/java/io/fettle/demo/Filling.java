package io.fettle.demo;

import io.fettle.api.demo.DemoProgress;
import io.fettle.api.identity.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One filling from its first to its last step, on the thread of its caller. */
final class Filling {
    /** Small enough for one commit and for the memory of a small server. */
    private static final int BATCH = 200;

    private final Path directory;
    private final DemoSources sources;
    private final DemoOffices offices;
    private final DemoComputers computers;
    private final Clock clock;

    /** @param directory where the repositories of all seeds lie */
    Filling(Path directory, DemoSources sources, DemoOffices offices, DemoComputers computers, Clock clock) {
        this.directory = directory;
        this.sources = sources;
        this.offices = offices;
        this.computers = computers;
        this.clock = clock;
    }

    /** @return how many computers were not there before */
    int run(int count, long seed, Caller by, Consumer<DemoProgress> news) throws IOException, InterruptedException {
        Instant now = clock.instant();
        List<KnownPackage> known = KnownPackages.read();
        Map<Distribution, Archive> archives = new EnumMap<>(Distribution.class);
        for (Distribution distribution : Distribution.values()) {
            archives.put(distribution, Archive.of(distribution, known, seed));
        }
        Files.createDirectories(directory);
        DemoRepository repository =
                DemoRepository.in(directory.resolve(String.format("seed-%x", seed)), archives.values(), now);
        int suites = 2 * archives.size();
        sources.add(repository, seed, by, done -> news.accept(step("demo.sources", done, suites, count, seed, 0)));

        List<Branch> branches = Branch.all();
        news.accept(step("demo.offices", 0, 1, count, seed, 0));
        Map<Branch, String> ids = offices.open(branches.subList(0, Branch.neededFor(count)), by, now);
        InventoryComposer composer = new InventoryComposer(repository, archives, seed);
        int added = 0;
        for (int from = 0; from < count; from += BATCH) {
            news.accept(step("demo.computers", from, count, count, seed, added));
            if (Thread.interrupted()) {
                throw new InterruptedException("The server is stopping");
            }
            List<PlannedComputer> planned = new ArrayList<>();
            for (int number = from; number < Math.min(count, from + BATCH); number++) {
                planned.add(PlannedComputer.of(number, seed, branches));
            }
            added += computers.add(planned, ids, composer, now);
        }
        return added;
    }

    private static DemoProgress step(String step, long done, long total, int computers, long seed, int added) {
        return new DemoProgress(
                DemoProgress.State.RUNNING, step, done, total, computers, seed, added, Optional.empty());
    }
}
