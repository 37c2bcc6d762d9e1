package io.fettle.relay.uplink;

import io.fettle.api.Reason;
import io.fettle.api.exchange.Answer;
import io.fettle.member.ServerAddress;
import io.fettle.member.Transport;
import io.fettle.protocol.Frames;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The other end of the WAN: counts requests, answers each envelope by itself, and can be away. */
final class FakeServer implements Transport {
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<byte[]> envelopes = new LinkedBlockingQueue<>();
    volatile IOException contentFailure = new IOException("No content here");
    volatile boolean away;
    volatile boolean refuses;
    volatile @Nullable RuntimeException breaks;
    volatile @Nullable CountDownLatch gate;

    @Override
    public byte[] post(ServerAddress to, String path, String contentType, byte[] body, int maxAnswer)
            throws IOException {
        CountDownLatch closed = gate;
        if (closed != null) {
            pass(closed);
        }
        RuntimeException broken = breaks;
        if (broken != null) {
            breaks = null;
            throw broken;
        }
        if (away) {
            throw new IOException("No way to " + to);
        }
        if (!path.equals(Wire.RELAY_CONVERSE)) {
            throw new IOException("Not spoken here: " + path);
        }
        List<byte[]> received = Frames.readEnvelopes(body);
        batches.add(received.size());
        List<Answer> answers = new ArrayList<>();
        for (byte[] envelope : received) {
            answers.add(refuses ? new Answer.Refused(Reason.of("test.refused")) : new Answer.Replied(envelope));
        }
        envelopes.addAll(received);
        return Frames.answers(answers);
    }

    byte[] next() throws InterruptedException {
        byte[] envelope = envelopes.poll(20, TimeUnit.SECONDS);
        if (envelope == null) {
            throw new AssertionError("Nothing reached the server");
        }
        return envelope;
    }

    private static void pass(CountDownLatch gate) throws IOException {
        try {
            if (!gate.await(20, TimeUnit.SECONDS)) {
                throw new IOException("The gate stayed closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public Body get(ServerAddress from, String path, long offset) throws IOException {
        throw contentFailure;
    }

    @Override
    public long size(ServerAddress at, String path) throws IOException {
        throw contentFailure;
    }
}
