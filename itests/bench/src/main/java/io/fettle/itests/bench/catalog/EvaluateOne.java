package io.fettle.itests.bench.catalog;

import io.fettle.agent.scan.DpkgStatus;
import io.fettle.api.Scope;
import io.fettle.api.assessment.Finding;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.itests.bench.figure.Bench;
import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Report;
import io.fettle.itests.bench.fleet.Evaluated;
import io.fettle.itests.bench.fleet.MemoryFleet;
import io.fettle.itests.bench.fleet.PackedItems;
import io.fettle.itests.bench.fleet.Rounds;
import io.fettle.itests.bench.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** This machine as one computer of a fleet: what it lacks, by us and by its own apt, from the same bytes. */
public final class EvaluateOne implements Bench {
    private static final Path STATUS = Path.of("/var/lib/dpkg/status");
    private static final double ONE_MILLIS = 0.5;
    private static final int ROUNDS = 400;
    /** A server evaluates thousands of check-ins an hour; the first ones after its start are interpreted. */
    private static final int ROUNDS_BEFORE = 4_000;

    private static final int ROUNDS_OF_APT = 5;

    @Override
    public String name() {
        return "evaluate-one";
    }

    @Override
    public String about() {
        return "what this machine lacks, by our evaluation, against apt list --upgradable";
    }

    @Override
    public void run(Path directory, Report report) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get")) || !Files.exists(STATUS)) {
            throw new IOException("this bench needs a machine with apt and dpkg");
        }
        report.note("fetching the suites' lists as apt is set up here");
        FrozenArchive archive = FrozenArchive.freeze(directory);
        MemoryFleet fleet = new MemoryFleet();
        MemoryFleet.Member computer = computer(fleet, archive);
        fleet.add(computer);
        try (Spine spine = new Spine(directory.resolve("state"))) {
            spine.importAll(archive.suites());
            double first =
                    Rounds.millis(() -> Evaluated.start(fleet, spine.revision()).close());
            try (Evaluated evaluated = Evaluated.start(fleet, spine.revision())) {
                report.add(figure("packages installed", computer.items().size(), "packages"));
                report.add(figure("nothing judged before", first, "ms"));
                measure(evaluated, computer, apt(archive, directory), report);
            }
        }
    }

    private void measure(Evaluated evaluated, MemoryFleet.Member computer, List<String> apt, Report report)
            throws Exception {
        Rounds first = checkIns(evaluated, computer, ROUNDS);
        checkIns(evaluated, computer, ROUNDS_BEFORE);
        Rounds checkIn = checkIns(evaluated, computer, ROUNDS);
        Rounds words = new Rounds();
        Rounds theirs = new Rounds();
        for (int round = 0; round < ROUNDS; round++) {
            words.add(Rounds.millis(() -> evaluated.findings().of(MemoryFleet.id(0), Scope.all())));
        }
        Set<String> upgradable = upgradable(apt);
        for (int round = 0; round < ROUNDS_OF_APT; round++) {
            theirs.add(Rounds.millis(() -> upgradable(apt)));
        }
        String peer = "apt list --upgradable";
        report.add(figure("one computer evaluated", checkIn.median(), "ms")
                .against(peer, theirs.median())
                .withGoal(Goal.atMost(ONE_MILLIS)));
        report.add(figure("the same, first " + ROUNDS + " after the start", first.median(), "ms")
                .against(peer, theirs.median()));
        report.add(figure("its findings, with reasons", words.median(), "ms").against(peer, theirs.median()));
        Set<String> missing = missing(evaluated);
        report.add(figure("updates missing", missing.size(), "packages").against(peer, upgradable.size()));
        report.add(figure("in one set only", differing(missing, upgradable), "packages")
                .withGoal(Goal.atMost(0)));
    }

    /** Each judges the whole computer: all that it misses is taken out, and put in again. */
    private static Rounds checkIns(Evaluated evaluated, MemoryFleet.Member computer, int count) throws Exception {
        Rounds each = new Rounds();
        for (int round = 0; round < count; round++) {
            each.add(evaluated.checkIn(0, computer));
        }
        return each;
    }

    private static double differing(Set<String> one, Set<String> other) {
        Set<String> either = new TreeSet<>(one);
        either.addAll(other);
        either.removeIf(name -> one.contains(name) && other.contains(name));
        return either.size();
    }

    private static Set<String> missing(Evaluated evaluated) {
        Set<String> names = new TreeSet<>();
        for (Finding finding : evaluated.findings().of(MemoryFleet.id(0), Scope.all())) {
            if (finding.state().isMissing()) {
                names.add(finding.packageName() + ' ' + finding.candidate());
            }
        }
        return names;
    }

    /** Apt with our frozen suites and this machine's own status, without its pins. */
    private static List<String> apt(FrozenArchive archive, Path directory) throws IOException, InterruptedException {
        Apt apt = new Apt(archive, Files.createDirectories(directory.resolve("peer")), STATUS);
        apt.firstUpdate();
        apt.buildCache();
        return apt.command("apt", "list", "--upgradable");
    }

    private static Set<String> upgradable(List<String> command) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        Command.output(command).lines().forEach(line -> {
            String[] words = line.split(" ");
            int slash = line.indexOf('/');
            if (slash > 0 && words.length > 1) {
                names.add(line.substring(0, slash) + ' ' + words[1]);
            }
        });
        return names;
    }

    private static MemoryFleet.Member computer(MemoryFleet fleet, FrozenArchive archive) {
        List<AptRepository> repositories = new ArrayList<>();
        Set<String> architectures = new TreeSet<>();
        for (FrozenArchive.Suite suite : archive.suites()) {
            architectures.addAll(suite.architectures());
            repositories.add(new AptRepository(
                    suite.uri() + "/",
                    suite.name(),
                    List.copyOf(suite.components()),
                    List.copyOf(suite.architectures()),
                    List.of()));
        }
        List<InstalledPackage> installed = DpkgStatus.read(STATUS);
        int[] items = new int[installed.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = fleet.add(installed.get(i).item());
        }
        int setup = fleet.add(new AptSetup(List.copyOf(architectures), repositories, List.of(), Optional.empty()));
        return new MemoryFleet.Member("head-office", List.of(), setup, "12", new PackedItems(items), Optional.empty());
    }

    private Figure figure(String metric, double ours, String unit) {
        return Figure.of(name(), metric, ours, unit);
    }
}
