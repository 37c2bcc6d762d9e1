package io.fettle.itests.bench.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A distribution that runs, seen from outside. Closing it ends the process. */
public final class Program implements AutoCloseable {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int STOP_SECONDS = 30;

    private final String part;
    private final Path state;
    private final Process process;
    private final long startedNanos;

    private Program(String part, Path state, Process process, long startedNanos) {
        this.part = part;
        this.state = state;
        this.process = process;
        this.startedNanos = startedNanos;
        // Ctrl-C ends the bench; what it started must not stay behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-" + part));
    }

    /**
     * Unpacks what is not unpacked and starts it.
     *
     * @param directory for program and state; what is there is used again
     */
    public static Program start(String part, Path directory, List<String> javaOptions)
            throws IOException, InterruptedException {
        Path program = directory.resolve("program");
        if (!Files.exists(program)) {
            Archives.unpack(part, program);
        }
        Path state = Files.createDirectories(directory.resolve("state"));
        ProcessBuilder builder =
                new ProcessBuilder(program.resolve("bin/fettle-" + part).toString());
        builder.environment().put("FETTLE_STATE", state.toString());
        builder.environment().put("FETTLE_JAVA_OPTIONS", String.join(" ", javaOptions));
        builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("console.log").toFile());
        long start = System.nanoTime();
        return new Program(part, state, builder.start(), start);
    }

    public Path state() {
        return state;
    }

    /** @return milliseconds from the start until this was true */
    public double await(String what, Callable<Boolean> ready) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("the " + part + " ended while waiting until " + what + ": " + lastWords());
            }
            if (ready.call()) {
                return (System.nanoTime() - startedNanos) / 1e6;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IOException("in vain waited for " + PATIENCE.toSeconds() + " s until " + what + ": " + lastWords());
    }

    /** As a power cut would: SIGKILL. Returns when it is gone. */
    public void kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the " + part + " outlives a SIGKILL");
        }
    }

    /** Resident memory, MiB. */
    public double residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("The system does not tell how much memory the " + part + " has");
    }

    /** CPU so far, in steps of 10 ms. */
    public double cpuMillis() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** @return so many ports of loopback that are free now */
    public static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }

    /** The end of its log, for a failure. */
    public String lastWords() throws IOException {
        Path log = state.resolve("log/fettle.log");
        if (!Files.exists(log)) {
            return "(no log)";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
