package io.fettle.api.deployment;

import io.fettle.api.inventory.ComputerId;
import java.util.List;

/** Orders that wait. Thread-safe. */
public interface OrderBook {
    /** From memory: an unchanged check-in touches no database. */
    boolean waiting(ComputerId computer);

    /**
     * Drafts for a computer, oldest task first; each with a sequence number reserved durably before this returns. Handing
     * out again after a lost reply reserves a new number.
     */
    List<NumberedOrder> take(ComputerId computer);

    record NumberedOrder(long sequence, OrderDraft draft) {}
}
