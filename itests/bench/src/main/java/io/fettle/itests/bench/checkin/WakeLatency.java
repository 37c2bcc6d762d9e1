package io.fettle.itests.bench.checkin;

import io.fettle.itests.bench.figure.Median;
import io.fettle.itests.bench.program.Agent;
import io.fettle.itests.bench.program.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** From "check in now" at the API until the computer's check-in is visible at the API, with a real agent. */
final class WakeLatency {
    private static final int ROUNDS = 5;
    /** An agent follows a wake at most every three seconds. */
    private static final Duration PAUSE = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private WakeLatency() {}

    /** @return milliseconds, median */
    static double measure(Server server, Path directory) throws Exception {
        try (Agent agent = Agent.start(server, directory)) {
            agent.awaitInventory(server);
            List<Double> rounds = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                Thread.sleep(PAUSE.toMillis());
                rounds.add(once(server, "/api/v1/computers/" + agent.id()));
            }
            return Median.of(rounds);
        }
    }

    private static double once(Server server, String computer) throws IOException, InterruptedException {
        Optional<String> before = seen(server, computer);
        long start = System.nanoTime();
        String reach = server.post(computer + "/actions", Server.object().put("action", "CHECK_IN_NOW"))
                .path("reach")
                .asText();
        if (!reach.equals("WOKEN")) {
            throw new IOException("The agent is not connected: " + reach);
        }
        while (seen(server, computer).equals(before)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException("The agent did not check in within " + PATIENCE.toSeconds() + " s of its wake");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static Optional<String> seen(Server server, String computer) throws IOException, InterruptedException {
        return Server.text(server.get(computer), "lastSeenAt");
    }
}
