package io.fettle.rest.change;

import io.fettle.rest.access.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One browser that listens. Never blocks: what it cannot take yet waits in a short queue, and new matter is fetched from
 * the change log only when that is empty. The queue is guarded by this object's lock; position and marks belong to the
 * one thread that feeds all streams.
 */
final class ChangeStream implements WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
    private static final int MAX_QUEUE = 16;

    private final Visitor visitor;
    private final BooleanSupplier admitted;
    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final Runnable drained;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private boolean open = true;
    private boolean flushDue;

    private Instant lastEmpty;
    private long position;
    private long evaluation;

    /** @param admitted whether the visitor may still listen @param drained told when the queue has become empty */
    ChangeStream(
            Visitor visitor,
            BooleanSupplier admitted,
            AsyncContext exchange,
            long position,
            Instant now,
            Runnable drained)
            throws IOException {
        this.visitor = visitor;
        this.admitted = admitted;
        this.exchange = exchange;
        this.position = position;
        this.lastEmpty = now;
        this.drained = drained;
        this.out = exchange.getResponse().getOutputStream();
    }

    /** From here on the container calls back. */
    void begin() {
        exchange.addListener(this);
        out.setWriteListener(this);
    }

    Visitor visitor() {
        return visitor;
    }

    boolean stillAdmitted() {
        return admitted.getAsBoolean();
    }

    long position() {
        return position;
    }

    void movedTo(long revision) {
        position = revision;
    }

    long evaluation() {
        return evaluation;
    }

    void toldOfEvaluation(long number) {
        evaluation = number;
    }

    synchronized boolean isOpen() {
        return open;
    }

    synchronized boolean isIdle() {
        return queue.isEmpty();
    }

    /** Whether it has not taken what waits for it for that long. */
    boolean isStuck(Instant now, Duration patience) {
        if (isIdle()) {
            lastEmpty = now;
        }
        return lastEmpty.plus(patience).isBefore(now);
    }

    synchronized void send(byte[] message) {
        if (!open) {
            return;
        }
        if (queue.size() >= MAX_QUEUE) {
            close();
            return;
        }
        queue.add(message);
        write();
    }

    synchronized void close() {
        if (open) {
            open = false;
            queue.clear();
            try {
                exchange.complete();
            } catch (IllegalStateException e) {
                LOG.debug("A stream was over already", e);
            }
        }
    }

    @Override
    public void onWritePossible() {
        boolean empty;
        synchronized (this) {
            write();
            empty = open && queue.isEmpty();
        }
        if (empty) {
            drained.run();
        }
    }

    private synchronized void write() {
        try {
            while (open && out.isReady()) {
                byte[] next = queue.poll();
                if (next != null) {
                    out.write(next);
                    flushDue = true;
                } else if (flushDue) {
                    flushDue = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A listener is gone", e);
            close();
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("A listener is gone", failure);
        close();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        open = false;
        queue.clear();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it a second time.
    }
}
