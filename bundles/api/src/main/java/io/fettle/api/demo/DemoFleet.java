package io.fettle.api.demo;

import io.fettle.api.identity.Caller;

/**
 * Fills this server with computers that do not exist. Everything goes the way that real data go; every computer and
 * relay is marked as demo. Thread-safe.
 */
public interface DemoFleet {
    int MAX_COMPUTERS = 100_000;

    /**
     * Starts to fill and returns at once. The same seed means the same fleet: what is there already is not added again,
     * a larger number adds the rest.
     *
     * @param computers 1 to {@link #MAX_COMPUTERS}
     * @throws io.fettle.api.FettleException INVALID_NUMBER (USER); BUSY (CONFLICT) while another filling runs
     */
    DemoProgress fill(int computers, long seed, Caller by);

    /** The filling that runs or was the last to run since the server started. */
    DemoProgress progress();
}
