package io.fettle.itests.bench.program;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real agent on this machine: unprivileged where we are, report only, connected for wakes. */
public final class Agent implements AutoCloseable {
    private static final String IDENTITY = "trust/identity.json";

    private final Program program;
    private final double readyMillis;
    private final String id;

    private Agent(Program program, Server server) throws Exception {
        this.program = program;
        Path identity = program.state().resolve(IDENTITY);
        program.await("the agent has joined", () -> Files.exists(identity));
        this.id = new ObjectMapper()
                .readTree(Files.readString(identity))
                .path("id")
                .asText();
        this.readyMillis = program.await(
                "the agent is connected",
                () -> server.get("/api/v1/computers/" + id).path("connected").asBoolean());
    }

    /** Returns when it is connected. @param directory what is there is used again, the identity too */
    public static Agent start(Server server, Path directory) throws Exception {
        if (!Files.exists(directory.resolve("state").resolve(IDENTITY))) {
            EnrolmentToken.write(directory, server.enrolmentToken("AGENT", 1, List.of()));
        }
        Program program = Program.start(
                "agent",
                directory,
                List.of(
                        "-Dfettle.agent.servers=localhost:" + server.https(),
                        "-Dfettle.agent.notification.port=" + server.notification()));
        try {
            return new Agent(program, server);
        } catch (Exception e) {
            program.close();
            throw e;
        }
    }

    public Program program() {
        return program;
    }

    public String id() {
        return id;
    }

    /** From the start of the process until the server sees it connected. */
    public double readyMillis() {
        return readyMillis;
    }

    /** Waits until its first inventory is at the server. */
    public void awaitInventory(Server server) throws Exception {
        program.await("the agent has reported", () -> Server.text(server.get("/api/v1/computers/" + id), "inventoryAt")
                .isPresent());
    }

    @Override
    public void close() {
        program.close();
    }
}
