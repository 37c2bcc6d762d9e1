package io.fettle.itests.bench.footprint;

import io.fettle.itests.bench.figure.Bench;
import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Median;
import io.fettle.itests.bench.figure.Report;
import io.fettle.itests.bench.program.Agent;
import io.fettle.itests.bench.program.Archives;
import io.fettle.itests.bench.program.Relay;
import io.fettle.itests.bench.program.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sizes, start-up and resident memory of server, relay and agent, idle. There is no peer: nobody else is in the room. */
public final class Footprint implements Bench {
    private static final int RESTARTS = 3;
    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final double AGENT_GOAL_MEBIBYTES = 100;

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public String about() {
        return "sizes of the distributions, start-up and resident memory of server, relay and agent";
    }

    @Override
    public void run(Path directory, Report report) throws Exception {
        for (String part : List.of("server", "relay", "agent")) {
            report.add(figure(part + ": tar.gz", Files.size(Archives.of(part)) / 1048576.0, "MiB"));
        }
        report.note("starting a server");
        try (Server first = Server.start(directory.resolve("server"))) {
            report.add(figure("server: first start", first.readyMillis(), "ms"));
        }
        List<Double> restarts = new ArrayList<>();
        for (int i = 1; i < RESTARTS; i++) {
            try (Server again = Server.start(directory.resolve("server"))) {
                restarts.add(again.readyMillis());
            }
        }
        try (Server server = Server.start(directory.resolve("server"))) {
            restarts.add(server.readyMillis());
            report.add(figure("server: restart", Median.of(restarts), "ms"));
            settle();
            report.add(figure("server: RSS, idle", server.program().residentMebibytes(), "MiB"));
            relay(server, directory.resolve("relay"), report);
            agent(server, directory.resolve("agent"), report);
        }
    }

    private void relay(Server server, Path directory, Report report) throws Exception {
        report.note("starting a relay");
        try (Relay first = Relay.start(server, directory)) {
            report.add(figure("relay: first start", first.readyMillis(), "ms"));
        }
        List<Double> restarts = new ArrayList<>();
        for (int i = 0; i < RESTARTS; i++) {
            try (Relay relay = Relay.start(server, directory)) {
                restarts.add(relay.readyMillis());
                if (i == RESTARTS - 1) {
                    report.add(figure("relay: restart", Median.of(restarts), "ms"));
                    settle();
                    report.add(figure("relay: RSS, idle", relay.program().residentMebibytes(), "MiB"));
                }
            }
        }
    }

    private void agent(Server server, Path directory, Report report) throws Exception {
        report.note("starting an agent");
        try (Agent first = Agent.start(server, directory)) {
            report.add(figure("agent: first start", first.readyMillis(), "ms"));
            first.awaitInventory(server);
            settle();
            report.add(
                    figure("agent: RSS, after its first scan", first.program().residentMebibytes(), "MiB"));
        }
        List<Double> restarts = new ArrayList<>();
        for (int i = 0; i < RESTARTS; i++) {
            try (Agent agent = Agent.start(server, directory)) {
                restarts.add(agent.readyMillis());
                if (i == RESTARTS - 1) {
                    report.add(figure("agent: restart", Median.of(restarts), "ms"));
                    settle();
                    report.add(figure("agent: RSS, idle", agent.program().residentMebibytes(), "MiB")
                            .withGoal(Goal.atMost(AGENT_GOAL_MEBIBYTES)));
                }
            }
        }
    }

    private Figure figure(String metric, double ours, String unit) {
        return Figure.of(name(), metric, ours, unit);
    }

    /** What a program does in its first seconds shall not count as idle. */
    private static void settle() throws InterruptedException {
        Thread.sleep(SETTLE.toMillis());
    }
}
