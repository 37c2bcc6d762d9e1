package io.fettle.notification;

/** The one topic that a machine may hear: {@code fettle/wake/ID}, as {@code io.fettle.protocol.Wire#wakeTopic} says. */
final class WakeTopic {
    private WakeTopic() {}

    static String of(String subject) {
        return "fettle/wake/" + subject;
    }
}
