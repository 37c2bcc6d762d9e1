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
        admit(server, directory);
        return start(directory, server.https(), Program.freePorts(3));
    }

    /** As the other, for a relay that joined before or has its token. @param uplink the server's port, or that of a line to it */
    public static Relay start(Path directory, int uplink, List<Integer> ports) throws Exception {
        Program program = Program.start(
                "relay",
                directory,
                List.of(
                        "-Dfettle.relay.servers=localhost:" + uplink,
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

    /** Gives it a token where it has not joined yet. */
    public static void admit(Server server, Path directory) throws IOException, InterruptedException {
        if (!Files.exists(directory.resolve("state/trust/identity.json"))) {
            EnrolmentToken.write(directory, server.enrolmentToken("RELAY", 1, List.of("localhost")));
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
