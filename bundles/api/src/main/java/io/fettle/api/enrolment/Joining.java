package io.fettle.api.enrolment;

import io.fettle.api.inventory.ComputerId;
import java.time.Instant;
import java.util.List;

/**
 * Plug-in of the capability that keeps computers and relays (at most one; while it is absent, enrolment is refused with
 * ENROLMENT_UNAVAILABLE). Enrolment chooses the id before it calls, so that an enrolment that was cut off in the middle
 * and is tried again makes one computer, not two. Thread-safe; a new member is durable when a call returns.
 */
public interface Joining {
    /** Whether computers may join this office. */
    boolean knowsOffice(String officeId);

    /**
     * Makes a computer with this id. One that already exists is left as it is.
     *
     * @throws io.fettle.api.FettleException where the office is unknown or the computer was removed
     */
    void computerJoins(ComputerId id, String officeId, List<String> groups, boolean approved, Instant at);

    /**
     * Makes a relay with this id. One that already exists is left as it is.
     *
     * @param id same alphabet as a computer id
     * @throws io.fettle.api.FettleException where the office is unknown
     */
    void relayJoins(String id, String officeId, List<String> names, Instant at);
}
