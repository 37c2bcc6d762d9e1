package io.fettle.itests.bench.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fettle.itests.bench.figure.Bench;
import io.fettle.itests.bench.figure.Figure;
import io.fettle.itests.bench.figure.Goal;
import io.fettle.itests.bench.figure.Report;
import io.fettle.itests.bench.fleet.Rounds;
import io.fettle.itests.bench.program.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A new advisory in a real server on Derby: read from the vendor's file, stored, published, evaluated, and answered by the
 * API over TLS with the computers that it concerns.
 */
public final class AdvisoryToAnswer implements Bench {
    private static final int COMPUTERS = Integer.getInteger("fettle.bench.computers", 1_000);
    private static final int ROUNDS = Integer.getInteger("fettle.bench.rounds", 40);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();
    private static final double GOAL_MILLIS = 1_000;
    private static final double ANSWER_GOAL_MILLIS = 50;
    private static final List<String> RELEASES = List.of("bookworm", "trixie");

    @Override
    public String name() {
        return "advisory";
    }

    @Override
    public String about() {
        return "a new advisory until the API says who is exposed, with " + COMPUTERS + " computers in a real server";
    }

    @Override
    public void run(Path directory, Report report) throws Exception {
        report.note("starting a server");
        try (Server server = Server.start(directory.resolve("server"))) {
            report.note("making up " + COMPUTERS + " computers");
            fill(server);
            Tracker tracker = new Tracker(directory.resolve("feed"));
            String source = add(server, tracker);
            String concerned = concerned(server);
            measure(server, tracker, source, concerned, report);
        }
    }

    private static void fill(Server server) throws Exception {
        server.post("/api/v1/demo", Server.object().put("computers", COMPUTERS).put("seed", 1));
        until("the computers are there", () -> {
            String state = server.get("/api/v1/demo").path("state").asText();
            if (state.equals("FAILED")) {
                throw new IOException("The made-up fleet could not be made: " + server.get("/api/v1/demo"));
            }
            return state.equals("DONE");
        });
        until("all are judged", () -> {
            JsonNode summary = server.get("/api/v1/summary");
            return summary.path("computers").asInt() >= COMPUTERS
                    && summary.path("missingOther").asInt() > 0;
        });
    }

    private static String add(Server server, Tracker tracker) throws Exception {
        ObjectNode wish = Server.object().put("kind", "debian-tracker").put("name", "tracker");
        wish.putObject("settings").put("uri", tracker.uri());
        String id = server.post("/api/v1/sources", wish).path("id").asText();
        until("the tracker was read", () -> {
            JsonNode source = server.get("/api/v1/sources/" + id);
            if (source.path("state").asText().equals("REFUSED")) {
                throw new IOException("The tracker's file was refused: " + source);
            }
            return source.path("state").asText().equals("CURRENT");
        });
        return id;
    }

    /** The source package of something that a computer has; the fleet being what it is, others have it too. */
    private static String concerned(Server server) throws Exception {
        String vulnerable = "/api/v1/computers?health=HIGHLY_VULNERABLE&limit=1";
        String computer =
                server.get(vulnerable).path("items").path(0).path("id").asText();
        JsonNode packages = server.get("/api/v1/computers/" + computer + "/packages?limit=1");
        String name = packages.path("items").path(0).path("source").asText();
        if (name.isEmpty()) {
            throw new IOException("The made-up computers report no packages");
        }
        return name;
    }

    private void measure(Server server, Tracker tracker, String source, String concerned, Report report)
            throws Exception {
        Rounds seen = new Rounds();
        Rounds answers = new Rounds();
        Rounds pages = new Rounds();
        long exposed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String path = "/api/v1/vulnerabilities/" + tracker.grow(concerned, RELEASES);
            seen.add(Rounds.millis(() -> {
                server.post("/api/v1/sources/" + source + "/sync", Server.object());
                until("the API knows it", () -> isExposed(server, path));
            }));
            answers.add(Rounds.millis(() -> server.get(path)));
            pages.add(Rounds.millis(() -> server.get(path + "/computers?limit=50")));
            exposed = server.get(path).path("exposed").asLong();
        }
        report.add(Figure.of(name(), "computers exposed to it", exposed, "computers"));
        report.add(Figure.of(name(), "from the run's start to the answer: median", seen.median(), "ms")
                .withGoal(Goal.atMost(GOAL_MILLIS)));
        report.add(Figure.of(name(), "from the run's start to the answer: p99", seen.percentile(0.99), "ms"));
        report.add(Figure.of(name(), "GET /vulnerabilities/{cve}: p99", answers.percentile(0.99), "ms")
                .withGoal(Goal.atMost(ANSWER_GOAL_MILLIS)));
        report.add(Figure.of(name(), "GET /vulnerabilities/{cve}/computers: p99", pages.percentile(0.99), "ms")
                .withGoal(Goal.atMost(ANSWER_GOAL_MILLIS)));
    }

    private static boolean isExposed(Server server, String path) throws Exception {
        try {
            return server.get(path).path("exposed").asLong() > 0;
        } catch (IOException notKnown) {
            return false;
        }
    }

    /** Something that comes true. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("Waited in vain until " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
