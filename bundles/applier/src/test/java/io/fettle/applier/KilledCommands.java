package io.fettle.applier;

import io.fettle.applier.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs programs with something before each command, and kills what changes the system where that waits. */
final class KilledCommands implements Commands {
    /** Stands for the end of our own process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Commands real;
    private final List<String> before;
    private Path hold = Path.of("");
    private Path waiting = Path.of("");
    private boolean armed;
    private boolean withUs;

    KilledCommands(Commands real, List<String> before) {
        this.real = real;
        this.before = before;
    }

    /** @param waiting appears where a package's script waits @param hold is what it waits for the end of */
    void killNext(Path waiting, Path hold, boolean withUs) {
        this.waiting = waiting;
        this.hold = hold;
        this.withUs = withUs;
        this.armed = true;
    }

    @Override
    public Ended ask(List<String> command, Duration limit) {
        return real.ask(whole(command), limit);
    }

    @Override
    public Ended act(List<String> command, Duration limit, Path log, Consumer<ProcessHandle> started) {
        boolean kill = armed;
        armed = false;
        Ended ended = real.act(whole(command), limit, log, process -> {
            started.accept(process);
            if (kill) {
                awaitAndKill(process);
            }
        });
        if (kill && withUs) {
            throw new Killed();
        }
        return ended;
    }

    private void awaitAndKill(ProcessHandle process) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(waiting)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("No script of a package waits");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Files.delete(hold);
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> whole(List<String> command) {
        List<String> whole = new ArrayList<>(before);
        whole.addAll(command);
        return whole;
    }
}
