package io.fettle.itests.bench.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A relay of the head office, on free ports of loopback. */
public final class Relay implements AutoCloseable {
    private final Program program;
    private final double readyMillis;

    private Relay(Program program, int https) throws Exception {
        this.program = program;
        this.readyMillis = program.await("the relay listens", () -> listens(https));
    }

    /** Returns when its port for agents is open. @param directory what is there is used again, the identity too */
    public static Relay start(Server server, Path directory) throws Exception {
        if (!Files.exists(directory.resolve("state/trust/identity.json"))) {
            EnrolmentToken.write(directory, server.enrolmentToken("RELAY", 1, List.of("localhost")));
        }
        List<Integer> ports = Program.freePorts(3);
        Program program = Program.start(
                "relay",
                directory,
                List.of(
                        "-Dfettle.relay.servers=localhost:" + server.https(),
                        "-Dfettle.bind=127.0.0.1",
                        "-Dfettle.http.port=" + ports.get(0),
                        "-Dfettle.https.port=" + ports.get(1),
                        "-Dfettle.notification.port=" + ports.get(2)));
        try {
            return new Relay(program, ports.get(1));
        } catch (Exception e) {
            program.close();
            throw e;
        }
    }

    public Program program() {
        return program;
    }

    public double readyMillis() {
        return readyMillis;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
