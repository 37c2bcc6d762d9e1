package io.fettle.applier;

import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.applier.process.Commands.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A package manager at one order, with nothing but what was laid out for it. Blocks for hours at most. */
public interface OrderRun {
    /**
     * Asks what it would do.
     *
     * @param wanted steps of the order that are not done yet
     * @throws RefusedException where that is anything else than these steps, all of them
     */
    void expect(List<Step> wanted);

    /** @param log gets its words @param started is told the process before it is waited for */
    Ended run(List<Step> wanted, Path log, Consumer<ProcessHandle> started);

    /** Why a run failed. */
    Reason why(Ended ended);

    /** What a run that came to its end has to remark. */
    List<Reason> remarks(Ended ended);

    /** New packages that healing brought are somebody's dependencies, nobody's wish. */
    void markAutomatic(List<Step> added);
}
