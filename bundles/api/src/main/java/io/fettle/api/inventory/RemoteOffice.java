package io.fettle.api.inventory;

import java.time.Instant;
import java.util.List;

/** A branch; the head office is one too. @param networks CIDR ranges @param timeZone IANA id */
public record RemoteOffice(String id, String name, List<String> networks, String timeZone, Instant createdAt) {
    /** The office that always exists. */
    public static final String HEAD_OFFICE = "head-office";

    public RemoteOffice {
        networks = List.copyOf(networks);
    }
}
