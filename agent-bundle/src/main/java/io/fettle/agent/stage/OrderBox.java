package io.fettle.agent.stage;

import io.fettle.api.FettleException;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerVoice;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.NotUnderstoodException;
import io.fettle.protocol.Order;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders that this computer took and has not handed over yet, one directory for each order, so that a newer one for the
 * same task does not disturb work on the older. An order counts once it is on disk; only then is its number. Not
 * thread-safe.
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
        files.read(LAST, 64, OrderBox::numbers).ifPresent(numbers -> {
            epoch = numbers[0];
            sequence = numbers[1];
        });
    }

    private static long[] numbers(String text) {
        String[] parts = text.split(" ", 2);
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
    }

    /** Highest number taken. */
    long sequence() {
        return sequence;
    }

    /**
     * Verifies an order and keeps it; an older one for the same task no longer counts.
     *
     * @throws NotUnderstoodException with its task, where it is the server's and of a kind that is not known here; then it
     *     counts as taken
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
        Order order = understood(envelope);
        OrderRules.check(order);
        Task task = new Task(header, order, sealedOrder);
        tasks.deleteTree(task.directory());
        directory(task).write(ORDER, sealedOrder);
        advance(header);
        return task;
    }

    private Order understood(Envelope envelope) {
        try {
            return Order.decode(envelope.payload());
        } catch (NotUnderstoodException e) {
            advance(envelope.header());
            throw e;
        }
    }

    private void advance(Header header) {
        files.write(LAST, (header.epoch() + " " + header.sequence()).getBytes(StandardCharsets.US_ASCII));
        epoch = header.epoch();
        sequence = header.sequence();
    }

    /** What waits, one order for each task, in no special order; what no longer counts is deleted. */
    List<Task> waiting() {
        Map<String, Task> newest = new LinkedHashMap<>();
        for (String directory : tasks.names()) {
            read(directory).ifPresentOrElse(task -> keepNewer(newest, task), () -> tasks.deleteTree(directory));
        }
        return List.copyOf(newest.values());
    }

    private void keepNewer(Map<String, Task> newest, Task task) {
        Task other = newest.get(task.id());
        if (other != null && other.newerThan(task)) {
            remove(task);
            return;
        }
        newest.put(task.id(), task);
        if (other != null) {
            remove(other);
        }
    }

    private Optional<Task> read(String directory) {
        try {
            return tasks.child(directory).read(ORDER, Envelope.MAX_BYTES).map(sealedOrder -> {
                Envelope envelope = Envelope.parse(sealedOrder);
                Order order = Order.decode(envelope.payload());
                // Its name is about to become a path.
                OrderRules.check(order);
                return new Task(envelope.header(), order, sealedOrder);
            });
        } catch (FettleException e) {
            LOG.warn(
                    "The order in {} is damaged and dropped; the server will order again: {}",
                    directory,
                    e.getMessage());
            return Optional.empty();
        }
    }

    PrivateDirectory directory(Task task) {
        return tasks.child(task.directory());
    }

    void remove(Task task) {
        tasks.deleteTree(task.directory());
    }
}
