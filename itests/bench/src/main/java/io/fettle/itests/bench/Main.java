package io.fettle.itests.bench;

import io.fettle.itests.bench.advisory.AdvisoryToAnswer;
import io.fettle.itests.bench.catalog.CatalogImport;
import io.fettle.itests.bench.catalog.EvaluateOne;
import io.fettle.itests.bench.checkin.CheckInLoad;
import io.fettle.itests.bench.figure.Bench;
import io.fettle.itests.bench.figure.Report;
import io.fettle.itests.bench.fleet.FleetBench;
import io.fettle.itests.bench.footprint.Footprint;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench list} and {@code bench NAME [--json]}. Exit status 0: measured, whatever the figures say; 1: could not be
 * measured; 2: asked for something that there isn't.
 *
 * <p>Started with the class path {@code itests/bench/target/classes:itests/bench/target/lib/*} and the property {@code
 * fettle.checkout}.
 */
public final class Main {
    private static final List<Bench> BENCHES = List.of(
            new AdvisoryToAnswer(),
            new CatalogImport(),
            new CheckInLoad(),
            new EvaluateOne(),
            new FleetBench(),
            new Footprint());

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(new ArrayList<>(List.of(arguments))));
    }

    private static int run(List<String> words) {
        boolean json = words.remove("--json");
        if (!words.isEmpty() && words.get(0).equals("bench")) {
            words.remove(0);
        }
        if (words.isEmpty() || words.get(0).equals("list")) {
            BENCHES.forEach(bench -> System.out.printf("%-16s %s%n", bench.name(), bench.about()));
            return 0;
        }
        Optional<Bench> chosen =
                BENCHES.stream().filter(b -> b.name().equals(words.get(0))).findFirst();
        if (chosen.isEmpty() || words.size() > 1) {
            System.err.println("fettle: usage: ./fettle bench NAME [--json]; ./fettle bench list shows the names");
            return 2;
        }
        return measure(chosen.get(), new Report(System.out, System.err, json));
    }

    private static int measure(Bench bench, Report report) {
        try {
            Path directory = Files.createTempDirectory("fettle-bench-");
            try {
                bench.run(directory, report);
                return 0;
            } finally {
                delete(directory);
            }
        } catch (Exception e) {
            System.err.println("fettle: bench " + bench.name() + " could not be measured: " + e.getMessage());
            if (Boolean.getBoolean("fettle.debug")) {
                e.printStackTrace();
            }
            return 1;
        }
    }

    private static void delete(Path top) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
