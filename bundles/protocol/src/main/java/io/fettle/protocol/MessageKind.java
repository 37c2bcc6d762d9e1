package io.fettle.protocol;

import java.util.Optional;

/** What an envelope carries. The number is the wire format and never changes its meaning. */
public enum MessageKind {
    /** Agent to server: {@link CheckIn}. */
    CHECK_IN(1),
    /** Agent to server: {@link InventoryMessage}, gzip. */
    INVENTORY(2),
    /** Agent to server: {@link ReportCodec a task report}; its sequence counts reports without gaps from 1. */
    REPORT(3),
    /** Server to agent: {@link Reply}. */
    REPLY(16),
    /** Server to agent: {@link Order}; its sequence only grows. */
    ORDER(17);

    private final int number;

    MessageKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<MessageKind> of(int number) {
        for (MessageKind kind : values()) {
            if (kind.number == number) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
