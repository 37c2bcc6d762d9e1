package io.fettle.api.deployment;

import io.fettle.api.inventory.ComputerId;
import java.util.List;

/** Orders that wait. Thread-safe. */
public interface OrderBook {
    /**
     * Whether {@link #take} would hand something out. From memory: an unchanged check-in touches no database.
     *
     * @param taken highest order sequence that the computer says it has taken: a later one was lost on its way
     */
    boolean waiting(ComputerId computer, long taken);

    /**
     * Drafts for a computer, oldest task first; each with a sequence number reserved durably before this returns. Handing
     * out again after a lost reply reserves a new number. One task at a time: the next one waits until this one ended.
     */
    List<NumberedOrder> take(ComputerId computer, long taken);

    record NumberedOrder(long sequence, OrderDraft draft) {}
}
