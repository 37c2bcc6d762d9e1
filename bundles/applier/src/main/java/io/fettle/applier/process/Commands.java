package io.fettle.applier.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs programs of the operating system, never a shell. Blocks within the limit given. */
public interface Commands {
    /**
     * Runs a program that only answers.
     *
     * @throws io.fettle.api.FettleException where it cannot be started, takes or says too much
     */
    Ended ask(List<String> command, Duration limit);

    /**
     * Runs a program that changes the system, with its words in files, so that it goes on when we are killed.
     *
     * @param log gets standard output; standard error goes beside it, as {@code .errors}
     * @param started is told the process before it is waited for
     */
    Ended act(List<String> command, Duration limit, Path log, Consumer<ProcessHandle> started);

    /** @param output and {@code errors} are the last part of what was said, where it was much */
    record Ended(int status, String output, String errors) {}
}
