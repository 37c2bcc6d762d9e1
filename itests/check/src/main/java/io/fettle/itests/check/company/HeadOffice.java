package io.fettle.itests.check.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fettle.itests.bench.program.Program;
import io.fettle.itests.bench.program.Server;
import io.fettle.itests.check.run.BrokenPromiseException;
import io.fettle.testkit.vendor.TestVendor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The server, on the same ports after every restart, and what an admin sees of it. For one thread. */
public final class HeadOffice implements AutoCloseable {
    /** After a kill it is ready again within this, on a machine that has a processor for whoever wants one. */
    private static final Duration READY = Duration.ofSeconds(60);

    private static final Duration IMPORT = Duration.ofSeconds(90);
    private static final int PORTS = 3;
    private static final int PAGE = 1000;

    private final Path directory;
    private final List<Integer> ports = Program.freePorts(PORTS);
    private Server server;

    private HeadOffice(Path directory) throws Exception {
        this.directory = directory;
        this.server = Server.start(directory, ports);
    }

    public static HeadOffice open(Path directory) throws Exception {
        return new HeadOffice(directory);
    }

    public Server server() {
        return server;
    }

    public int port() {
        return server.https();
    }

    /** Returns when its packages are in the catalog. */
    public void use(Archive archive) throws Exception {
        ObjectNode source = Server.object().put("kind", "apt").put("name", "archive");
        source.putObject("settings")
                .put("uri", archive.uri())
                .put("suite", TestVendor.SUITE)
                .put("components", "main")
                .put("architectures", "amd64")
                .put("keyring", archive.keyring());
        String path = "/api/v1/sources/"
                + server.post("/api/v1/sources", source).path("id").asText();
        boolean imported = Waiting.until(
                IMPORT, () -> server.get(path).path("state").asText().equals("CURRENT"));
        if (!imported) {
            throw new IOException("The archive was not imported: " + server.get(path));
        }
    }

    /** SIGKILL. */
    public void kill() throws IOException, InterruptedException {
        server.program().kill();
    }

    /** Starts it and kills it again before it is ready, or whatever it is by then. */
    public void startAndKill(Duration after) throws IOException, InterruptedException {
        Program program = Server.launch(directory, ports);
        LockSupport.parkNanos(after.toNanos());
        program.kill();
    }

    /** @return seconds from the start until it said that it is ready */
    public double restart() throws Exception {
        long start = System.nanoTime();
        server = Server.start(directory, ports);
        boolean ready = Waiting.until(
                READY, () -> server.get("/health/ready").path("ready").asBoolean());
        double seconds = (System.nanoTime() - start) / 1e9;
        double limit = READY.toSeconds() * crowd();
        BrokenPromiseException.require(
                ready && seconds <= limit,
                String.format("the server was ready %.1f s after its start, not within %.0f", seconds, limit));
        return seconds;
    }

    /** How many want each processor: with more than one, everything takes so many times as long. */
    private static double crowd() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return Math.max(1, system.getSystemLoadAverage() / system.getAvailableProcessors());
    }

    /** A whole list, page by page. */
    public List<JsonNode> all(String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        JsonNode next = Server.object().put("next", path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE);
        while (next.path("next").isTextual()) {
            next = server.get(next.path("next").asText());
            next.path("items").forEach(items::add);
        }
        return items;
    }

    @Override
    public void close() {
        server.close();
    }
}
