package io.fettle.relay.uplink;

import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Conversation;
import io.fettle.protocol.Frames;
import io.fettle.protocol.MalformedMessageException;
import io.fettle.protocol.Wire;
import io.fettle.relay.spool.Spool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that gathers what agents bring for a moment and sends it up in one request; in between it empties the spool,
 * oldest first. Owns its thread; {@link #close} ends it. Thread-safe.
 */
final class Batches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
    private static final int QUEUE = 2000;
    private static final int LINGER_MILLIS = 10;
    private static final int IDLE_MILLIS = 2000;
    private static final int MAX_BATCH_BYTES = 16 << 20;
    private static final int SPOOL_BATCH = 100;
    private static final int SPOOL_PAUSE_MILLIS = 15_000;
    private static final int STOP_MILLIS = 2000;

    private final Uplink uplink;
    private final Spool spool;
    private final ReplyReader replies;
    private final BlockingQueue<Request> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable Request leftOver;
    private boolean away;
    private long nextDrain = System.nanoTime();

    Batches(Uplink uplink, Spool spool, ReplyReader replies) {
        this.uplink = uplink;
        this.spool = spool;
        this.replies = replies;
        this.thread = new Thread(this::run, "fettle-relay-uplink");
        thread.start();
    }

    CompletableFuture<List<Answer>> submit(List<byte[]> envelopes) {
        Request request = new Request(envelopes, new CompletableFuture<>());
        if (closed || !queue.offer(request)) {
            request.answers.completeExceptionally(new IOException("Too much waits for the server"));
        }
        return request.answers;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Request> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(r -> r.answers.completeExceptionally(new IOException("The relay stops")));
    }

    private void run() {
        try {
            while (!closed) {
                Request first = next();
                if (first != null) {
                    carry(gather(first));
                }
                drainSpool();
            }
        } catch (InterruptedException e) {
            LOG.debug("The uplink stops");
        }
    }

    /** What comes within the linger, as far as it fits into one request; the first that does not waits for the next. */
    private List<Request> gather(Request first) throws InterruptedException {
        List<Request> batch = new ArrayList<>(List.of(first));
        int count = first.envelopes.size();
        long size = first.bytes();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
        Request next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        while (next != null) {
            count += next.envelopes.size();
            size += next.bytes();
            if (count > Conversation.MAX_ENVELOPES || size > MAX_BATCH_BYTES) {
                leftOver = next;
                return batch;
            }
            batch.add(next);
            next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return batch;
    }

    private @Nullable Request next() throws InterruptedException {
        Request request = leftOver;
        leftOver = null;
        return request != null ? request : queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void carry(List<Request> batch) {
        List<byte[]> envelopes = new ArrayList<>();
        batch.forEach(r -> envelopes.addAll(r.envelopes));
        try {
            List<Answer> answers = send(envelopes);
            int from = 0;
            for (Request request : batch) {
                int to = from + request.envelopes.size();
                request.answers.complete(List.copyOf(answers.subList(from, to)));
                from = to;
            }
        } catch (IOException | RuntimeException e) { // whatever it is, the thread has to live
            failed(e);
            batch.forEach(r -> r.answers.completeExceptionally(e));
        }
    }

    private List<Answer> send(List<byte[]> envelopes) throws IOException {
        byte[] body = Frames.envelopes(envelopes);
        List<Answer> answers =
                Frames.readAnswers(uplink.post(Wire.RELAY_CONVERSE, Frames.CONTENT_TYPE, body, Frames.MAX_BODY));
        if (answers.size() != envelopes.size()) {
            throw new MalformedMessageException(
                    "The server answered " + envelopes.size() + " envelopes with " + answers.size() + " answers");
        }
        if (away) {
            LOG.info("The server can be reached again; {} envelopes wait", spool.size());
            away = false;
            nextDrain = System.nanoTime();
        }
        answers.forEach(replies::learn);
        return answers;
    }

    private void failed(Exception e) {
        if (!away) {
            LOG.warn("The server cannot be reached: {}; reports are kept until it can", e.toString());
            away = true;
        } else {
            LOG.debug("The server still cannot be reached", e);
        }
        nextDrain = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SPOOL_PAUSE_MILLIS);
    }

    /** What the server refuses will never have an effect, so it leaves the spool as well. */
    private void drainSpool() {
        if (spool.size() == 0 || System.nanoTime() - nextDrain < 0) {
            return;
        }
        try {
            List<Spool.Kept> kept = spool.oldest(SPOOL_BATCH, MAX_BATCH_BYTES);
            if (kept.isEmpty()) {
                return;
            }
            List<Answer> answers = send(kept.stream().map(Spool.Kept::envelope).toList());
            for (int i = 0; i < kept.size(); i++) {
                if (!(answers.get(i) instanceof Answer.Spooled)) {
                    spool.remove(kept.get(i).number());
                }
            }
        } catch (IOException | RuntimeException e) { // whatever it is, the thread has to live
            failed(e);
        }
    }

    private record Request(List<byte[]> envelopes, CompletableFuture<List<Answer>> answers) {
        long bytes() {
            return envelopes.stream().mapToLong(e -> e.length).sum();
        }
    }
}
