package io.fettle.api.inventory;

import io.fettle.api.identity.Caller;
import java.time.Instant;
import java.util.List;

/** Changes computers. Thread-safe; durable when a call returns; audited. */
public interface ComputersAdmin {
    /** A computer joins under an id that nobody had before. One that is there already is left as it is. */
    Computer enrol(ComputerId id, String officeId, List<String> groups, boolean approved, boolean demo, Instant at);

    void approve(ComputerId id, Caller by);

    /** Ends a computer: its key is revoked by security, its data goes, its id is never used again. */
    void remove(ComputerId id, Caller by);
}
