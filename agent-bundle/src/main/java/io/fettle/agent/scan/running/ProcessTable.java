package io.fettle.agent.scan.running;

import io.fettle.agent.scan.BoundedLines;
import io.fettle.api.running.StaleService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * One look through the process table, for services that still use replaced code. Whoever lacks the kernel's leave
 * (CAP_SYS_PTRACE) sees into its own processes only; the others are counted, and so is what the bounds leave out. Not
 * thread-safe.
 */
final class ProcessTable {
    private static final int MAX_PROCESSES = 20_000;
    /** Of one process; the kernel's usual limit of mappings stays below it. */
    private static final int MAX_LINES = 100_000;

    /** The kernel writes no path that is longer, with every byte of it escaped. */
    private static final int MAX_LINE = 32 * 1024;

    private static final Duration MAX_TIME = Duration.ofSeconds(10);

    private final Path proc;
    private final CodeFile code;
    private final LongSupplier nanos;
    private final Map<ServiceName, Found> found = new TreeMap<>();
    private int unseen;

    /** @param nanos a clock that never goes back */
    ProcessTable(Path proc, CodeFile code, LongSupplier nanos) {
        this.proc = proc;
        this.code = code;
        this.nanos = nanos;
    }

    /** Collected for one service. */
    private static final class Found {
        private final TreeSet<String> files = new TreeSet<>();
        private int processes;

        void add(Set<String> names) {
            processes++;
            files.addAll(names);
            while (files.size() > StaleService.MAX_FILES) {
                files.pollLast();
            }
        }
    }

    void look() {
        List<Path> processes = processes();
        long end = nanos.getAsLong() + MAX_TIME.toNanos();
        for (Path process : processes) {
            if (nanos.getAsLong() - end >= 0) {
                unseen++;
            } else {
                look(process, end);
            }
        }
        // The first process is always there; who may not know of it does not know how many others there are.
        if (!Files.exists(proc.resolve("1"))) {
            unseen = Math.max(1, unseen);
        }
    }

    /** Sorted, so that the same processes give the same list. */
    List<StaleService> stale() {
        List<StaleService> services = new ArrayList<>();
        found.forEach((service, what) ->
                services.add(new StaleService(service.name(), List.copyOf(what.files), what.processes)));
        return services;
    }

    /** Processes that could not be looked into. */
    int unseen() {
        return unseen;
    }

    /** Oldest first; those beyond the bound count as unseen. */
    private List<Path> processes() {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[1-9]*")) {
            for (Path entry : entries) {
                if (all.size() < MAX_PROCESSES) {
                    all.add(entry);
                } else {
                    unseen++;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Without a list there is nobody to count; the missing first process says so.
            return List.of();
        }
        all.sort(Comparator.comparingInt(
                        (Path path) -> path.getFileName().toString().length())
                .thenComparing(path -> path.getFileName().toString()));
        return all;
    }

    private void look(Path directory, long end) {
        try {
            RunningProcess process = RunningProcess.at(directory);
            if (process.hasProgram()) {
                Set<String> files = replaced(process.maps(), end);
                if (!files.isEmpty()) {
                    found.computeIfAbsent(process.service(), s -> new Found()).add(files);
                }
            }
        } catch (IOException e) {
            // It has ended since, or it is not for us to see.
            unseen += goesOn(directory) ? 1 : 0;
        }
    }

    private static boolean goesOn(Path directory) {
        try {
            return RunningProcess.at(directory).hasProgram();
        } catch (IOException e) {
            return Files.exists(directory);
        }
    }

    private Set<String> replaced(Path maps, long end) throws IOException {
        Set<String> files = new TreeSet<>();
        try (InputStream in = Files.newInputStream(maps)) {
            BoundedLines lines = new BoundedLines(in, MAX_LINE, StandardCharsets.ISO_8859_1);
            int left = MAX_LINES;
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (--left < 0 || nanos.getAsLong() - end >= 0) {
                    throw new IOException(maps + " is longer than there is time for");
                }
                code.replaced(line.get())
                        .map(file -> PlainName.of(file.substring(file.lastIndexOf('/') + 1)))
                        .ifPresent(files::add);
            }
        }
        return files;
    }
}
