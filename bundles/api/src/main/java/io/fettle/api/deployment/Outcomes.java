package io.fettle.api.deployment;

import io.fettle.api.inventory.ComputerId;
import java.util.List;

/** Takes reports, each exactly once. Thread-safe. */
public interface Outcomes {
    /** Highest sequence up to which every report of this computer is taken; 0 where there is none. From memory. */
    long acknowledged(ComputerId computer);

    /**
     * Takes reports in the order of their numbers, durable when this returns (one commit for all). A number taken before
     * is skipped; a gap ends the run for that computer, and the agent sends the rest again.
     */
    void accept(List<Numbered> reports);

    record Numbered(ComputerId computer, long sequence, TaskReport report) {}
}
