package io.fettle.api.notification;

import java.util.Set;

/** Who is connected to port 8027 here. Thread-safe, does not block. */
public interface Presence {
    boolean connected(String subject);

    int connections();

    /** The ids of all who are connected at this moment. */
    Set<String> subjects();
}
