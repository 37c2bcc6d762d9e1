package io.fettle.agent.work;

import java.util.function.BooleanSupplier;

/** A piece of work that takes long. It touches nothing that the loop uses; what came of it is handed to the loop. */
@FunctionalInterface
public interface Work {
    /**
     * Runs on the workbench.
     *
     * @param pause true asks the work to end early; also asked for by an interrupt
     * @return what the loop has to do with the result, run on the loop's thread
     */
    Runnable run(BooleanSupplier pause);
}
