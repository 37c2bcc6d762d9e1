package io.fettle.itests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An unpacked distribution and a state directory, not started yet. */
public final class Distribution {
    private static final int UNPACK_TIMEOUT_SECONDS = 120;

    private final String name;
    private final Path program;
    private final Path state;

    private String options = "";

    private Distribution(String name, Path program, Path state) {
        this.name = name;
        this.program = program;
        this.state = state;
    }

    /**
     * Unpacks an archive named by the system property {@code fettle.distribution.NAME}.
     *
     * @param name server, relay or agent
     * @param directory an empty directory for program and state
     */
    public static Distribution unpack(String name, Path directory) {
        String archive = System.getProperty("fettle.distribution." + name);
        if (archive == null) {
            throw new IllegalStateException("fettle.distribution." + name + " must name the archive to test");
        }
        try {
            Path unpacked = Files.createDirectories(directory.resolve("program"));
            Path state = Files.createDirectories(directory.resolve("state"));
            run(List.of("tar", "-xzf", archive, "-C", unpacked.toString()));
            return new Distribution(name, onlyEntryOf(unpacked), state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path program() {
        return program;
    }

    public Path state() {
        return state;
    }

    /** Puts a file into the state's etc, where it replaces or joins those of the distribution. */
    public Distribution withConfiguration(String file, String content) {
        try {
            Path etc = Files.createDirectories(state.resolve("etc"));
            Files.writeString(etc.resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives a server or relay three free ports on loopback.
     *
     * @return HTTP, HTTPS, notification
     */
    public List<Integer> chooseFreePorts() {
        List<Integer> ports = new ArrayList<>();
        try (ServerSocket http = free();
                ServerSocket https = free();
                ServerSocket notification = free()) {
            ports.addAll(List.of(http.getLocalPort(), https.getLocalPort(), notification.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options += " -Dfettle.bind=127.0.0.1 -Dfettle.http.port=" + ports.get(0) + " -Dfettle.https.port="
                + ports.get(1) + " -Dfettle.notification.port=" + ports.get(2);
        return ports;
    }

    /** @param option for the Java machine, without blanks */
    public Distribution withOption(String option) {
        options += " " + option;
        return this;
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Starts it in the background, with an inspector beside its own bundles. */
    public RunningDistribution start() {
        try {
            Path inspector = InspectorJar.writeTo(state.resolve("inspector.jar"));
            // Karaf takes the path of a file URL from its repository, so the path has to lead from there.
            Path fromRepository = program.resolve("system").relativize(inspector);
            String startup = Files.readString(program.resolve("etc/startup.properties"));
            withConfiguration("startup.properties", startup + "\nfile\\:" + fromRepository + " = 90\n");
            ProcessBuilder builder =
                    new ProcessBuilder(program.resolve("bin/fettle-" + name).toString());
            builder.environment().put("FETTLE_STATE", state.toString());
            builder.environment().put("FETTLE_JAVA_OPTIONS", options);
            builder.redirectErrorStream(true)
                    .redirectOutput(state.resolve("console.log").toFile());
            return new RunningDistribution(builder.start(), state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path onlyEntryOf(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findFirst().orElseThrow();
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(UNPACK_TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
