package io.fettle.api.notification;

/** Who is connected to port 8027 here. Thread-safe, does not block. */
public interface Presence {
    boolean connected(String subject);

    int connections();
}
