package io.fettle.applier;

import io.fettle.applier.process.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    private Runnable whenWaiting = () -> {};
    private Path waiting = Path.of("");
    private boolean armed;
    private boolean withUs;

    KilledCommands(Commands real, List<String> before) {
        this.real = real;
        this.before = before;
    }

    /** @param waiting appears where a package's script waits @param first done before it is killed */
    void killNext(Path waiting, Runnable first, boolean withUs) {
        this.waiting = waiting;
        this.whenWaiting = first;
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
        whenWaiting.run();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private List<String> whole(List<String> command) {
        List<String> whole = new ArrayList<>(before);
        whole.addAll(command);
        return whole;
    }
}
