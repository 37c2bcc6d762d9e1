package io.fettle.itests.check.run;

import java.util.Optional;

/** Something that is promised to hold whatever is killed. */
public interface Check {
    String name();

    /** One line. */
    String about();

    /** Why it cannot run on this machine, and what would help; empty where it can. */
    default Optional<String> leftOut() {
        return Optional.empty();
    }

    /**
     * One run. Ends everything that it started.
     *
     * @return what was done, in a few words
     * @throws BrokenPromiseException where something promised does not hold
     * @throws Exception where the run could not be made; that is no success either
     */
    String run(Attempt attempt) throws Exception;
}
