package io.fettle.itests.bench.checkin;

import io.fettle.itests.bench.checkin.Load.Exchange;
import io.fettle.itests.bench.checkin.Load.Round;
import io.fettle.itests.bench.figure.Bench;
import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Median;
import io.fettle.itests.bench.figure.Report;
import io.fettle.itests.bench.program.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Check-ins of a joined fleet over mutual TLS that stays open, Derby behind. The peer is the server's smallest servlet over
 * the same connections: what remains between the two is our protocol.
 */
public final class CheckInLoad implements Bench {
    private static final int COMPUTERS = Integer.getInteger("fettle.bench.computers", 50);
    private static final int EACH = 40;
    private static final int ROUNDS = 3;
    private static final String FLOOR = "GET /health/live, same TLS";
    /** 100,000 computers that check in every 90 minutes, ten times over. */
    private static final double UNCHANGED_GOAL = 185;

    /** 100,000 computers that change once within an hour. */
    private static final double CHANGED_GOAL = 28;

    private static final double WAKE_GOAL_MILLIS = 1000;

    @Override
    public String name() {
        return "check-in";
    }

    @Override
    public String about() {
        return "unchanged and changed check-ins of " + COMPUTERS + " computers over mutual TLS, and the way of a wake";
    }

    @Override
    public void run(Path directory, Report report) throws Exception {
        report.note("starting a server");
        try (Server server = Server.start(directory.resolve("server"))) {
            report.note(COMPUTERS + " computers join");
            long start = System.nanoTime();
            try (Fleet fleet = Fleet.join(server, directory.resolve("fleet"), COMPUTERS)) {
                double joined = COMPUTERS / ((System.nanoTime() - start) / 1e9);
                report.add(figure("enrolments, one at a time", joined, "per second"));
                for (MadeUpComputer computer : fleet.computers()) {
                    computer.introduce();
                }
                measure(fleet, new Load(server.program()), report);
            }
            report.note("waking a real agent");
            report.add(figure("wake to check-in", WakeLatency.measure(server, directory.resolve("agent")), "ms")
                    .withGoal(Goal.atMost(WAKE_GOAL_MILLIS)));
        }
    }

    private void measure(Fleet fleet, Load load, Report report) throws IOException, InterruptedException {
        List<Round> unchanged = new ArrayList<>();
        List<Round> floor = new ArrayList<>();
        List<Round> changed = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            report.note(round == 0 ? "warming up" : "round " + round + " of " + ROUNDS);
            Round ours = unchanged(fleet, load);
            Round theirs = load.run(knocks(fleet));
            Round news = changed(fleet, load, round);
            if (round > 0) {
                unchanged.add(ours);
                floor.add(theirs);
                changed.add(news);
            }
        }
        report.add(against("unchanged: throughput", unchanged, floor, Round::perSecond, "per second")
                .withGoal(Goal.atLeast(UNCHANGED_GOAL)));
        report.add(against("unchanged: p50", unchanged, floor, Round::medianMillis, "ms"));
        report.add(against("unchanged: p99", unchanged, floor, Round::p99Millis, "ms"));
        report.add(against("unchanged: server CPU each", unchanged, floor, Round::cpuMillis, "ms"));
        report.add(figure("changed, durable: throughput", median(changed, Round::perSecond), "per second")
                .withGoal(Goal.atLeast(CHANGED_GOAL)));
        report.add(figure("changed, durable: p50", median(changed, Round::medianMillis), "ms"));
        report.add(figure("changed, durable: p99", median(changed, Round::p99Millis), "ms"));
        report.add(figure("changed, durable: server CPU each", median(changed, Round::cpuMillis), "ms"));
    }

    /** Sealed before the clock runs, judged after it: the client shall not take the server's time. */
    private static Round unchanged(Fleet fleet, Load load) throws IOException, InterruptedException {
        List<byte[]> answers = Collections.synchronizedList(new ArrayList<>());
        List<byte[]> last =
                new ArrayList<>(Collections.nCopies(fleet.computers().size(), new byte[0]));
        List<List<Exchange>> exchanges = new ArrayList<>();
        for (int c = 0; c < fleet.computers().size(); c++) {
            MadeUpComputer computer = fleet.computers().get(c);
            int at = c;
            List<Exchange> own = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                byte[] sealed = computer.sealCheckIn();
                own.add(() -> {
                    byte[] answer = computer.send(sealed);
                    answers.add(answer);
                    last.set(at, answer);
                });
            }
            exchanges.add(own);
        }
        Round round = load.run(exchanges);
        for (byte[] answer : answers) {
            MadeUpComputer.requireContent(answer);
        }
        for (int c = 0; c < last.size(); c++) {
            fleet.computers().get(c).open(last.get(c));
        }
        return round;
    }

    private static Round changed(Fleet fleet, Load load, int round) throws IOException, InterruptedException {
        List<byte[]> answers = Collections.synchronizedList(new ArrayList<>());
        List<List<Exchange>> exchanges = new ArrayList<>();
        for (MadeUpComputer computer : fleet.computers()) {
            byte[] sealed = computer.sealUpgrade(round);
            exchanges.add(List.of(() -> answers.add(computer.send(sealed))));
        }
        Round measured = load.run(exchanges);
        for (byte[] answer : answers) {
            MadeUpComputer.requireContent(answer);
        }
        return measured;
    }

    private static List<List<Exchange>> knocks(Fleet fleet) {
        List<List<Exchange>> exchanges = new ArrayList<>();
        for (MadeUpComputer computer : fleet.computers()) {
            exchanges.add(Collections.nCopies(EACH, computer::knock));
        }
        return exchanges;
    }

    private Figure against(
            String metric, List<Round> ours, List<Round> theirs, ToDoubleFunction<Round> of, String unit) {
        return figure(metric, median(ours, of), unit).against(FLOOR, median(theirs, of));
    }

    private Figure figure(String metric, double ours, String unit) {
        return Figure.of(name(), metric, ours, unit);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        return Median.of(rounds.stream().mapToDouble(of).boxed().toList());
    }
}
