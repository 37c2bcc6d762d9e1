package io.fettle.agent;

import io.fettle.agent.work.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The real agent of the scene that its own tests use, for tests that are not in its package. */
public final class AgentAtWork extends AgentScene implements AutoCloseable {
    private static final int MANY = 30;

    private final AgentLoop loop;

    public AgentAtWork(Path directory) throws Exception {
        temp = directory;
        makeComputer();
        loop = loop(() -> {}, new Workbench(Runnable::run, () -> {}));
        loop.turn();
    }

    /** What it talks to. */
    public FakeServer server() {
        return server;
    }

    /** What apt says here. */
    public FakeCommands apt() {
        return commands;
    }

    public Path handover() {
        return handover;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Turns that want another one at once. */
    public void work() {
        for (int i = 0; i < MANY; i++) {
            if (loop.turn().compareTo(Duration.ofMillis(1)) > 0) {
                return;
            }
        }
        throw new AssertionError("The agent does not come to rest");
    }

    /** Time passes until it checks in the next time. */
    public void nextCheckIn() {
        pass(Duration.ofMinutes(100));
        work();
    }

    public void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        loop.close();
        stopServer();
    }
}
