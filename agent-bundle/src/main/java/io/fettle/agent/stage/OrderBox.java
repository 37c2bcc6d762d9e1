package io.fettle.agent.stage;

import io.fettle.api.FettleException;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerVoice;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders that this computer took and has not handed over yet, one directory for each task. An order counts once it is
 * on disk; only then is its number. Not thread-safe.
 */
final class OrderBox {
    private static final Logger LOG = LoggerFactory.getLogger(OrderBox.class);
    private static final String LAST = "last";
    private static final String TASKS = "tasks";
    private static final String ORDER = "order.env";

    private final PrivateDirectory files;
    private final PrivateDirectory tasks;
    private final ServerVoice voice;
    private long epoch;
    private long sequence;

    OrderBox(PrivateDirectory files, ServerVoice voice) {
        this.files = files;
        this.tasks = files.child(TASKS);
        this.voice = voice;
        files.read(LAST, 64).ifPresent(bytes -> {
            String[] parts = new String(bytes, StandardCharsets.US_ASCII).split(" ", 2);
            epoch = Long.parseLong(parts[0]);
            sequence = Long.parseLong(parts[1]);
        });
    }

    /** Highest number taken. */
    long sequence() {
        return sequence;
    }

    /**
     * Verifies an order and keeps it, in place of an older one for the same task.
     *
     * @throws FettleException where it is not the server's, not for this computer, out of date, old, or says what no order
     *     may say
     */
    Task take(byte[] sealedOrder) {
        Envelope envelope = voice.open(sealedOrder, MessageKind.ORDER);
        Header header = envelope.header();
        if (header.epoch() < epoch || (header.epoch() == epoch && header.sequence() <= sequence)) {
            throw new FettleException(
                    StageError.OLD_ORDER,
                    "Order " + header.sequence() + " is not newer than " + sequence + ", which was taken before");
        }
        Order order = Order.decode(envelope.payload());
        OrderRules.check(order);
        tasks.deleteTree(order.taskId());
        tasks.child(order.taskId()).write(ORDER, sealedOrder);
        advance(header);
        return new Task(order, sealedOrder, header.notAfter());
    }

    private void advance(Header header) {
        files.write(LAST, (header.epoch() + " " + header.sequence()).getBytes(StandardCharsets.US_ASCII));
        epoch = header.epoch();
        sequence = header.sequence();
    }

    /** What waits, in no special order; what no longer holds is dropped. */
    List<Task> waiting() {
        List<Task> waiting = new ArrayList<>();
        for (String task : tasks.names()) {
            Optional<byte[]> sealedOrder = tasks.child(task).read(ORDER, Envelope.MAX_BYTES);
            try {
                sealedOrder.ifPresent(bytes -> {
                    Envelope envelope = Envelope.parse(bytes);
                    waiting.add(new Task(
                            Order.decode(envelope.payload()),
                            bytes,
                            envelope.header().notAfter()));
                });
            } catch (FettleException e) {
                LOG.warn("Task {} is damaged and dropped; the server will order again", task, e);
                tasks.deleteTree(task);
            }
            if (sealedOrder.isEmpty()) {
                tasks.deleteTree(task);
            }
        }
        return waiting;
    }

    PrivateDirectory directory(String taskId) {
        return tasks.child(taskId);
    }

    void remove(String taskId) {
        tasks.deleteTree(taskId);
    }
}
