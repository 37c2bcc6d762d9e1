package io.fettle.testkit.wan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One direction of one connection: one thread reads, another writes what has been on its way for long enough. */
final class Pump {
    private static final int CHUNK = 16 * 1024;
    /** What fits onto the line. */
    private static final int CHUNKS_ON_THE_WAY = 256;

    private static final long LOOK_MILLIS = 200;

    private final Socket from;
    private final Socket to;
    private final Supplier<Weather> weather;
    private final Toll toll;
    private final Noise noise;
    private final Events events;
    private final BlockingQueue<Chunk> onTheWay = new ArrayBlockingQueue<>(CHUNKS_ON_THE_WAY);

    /** @param bytes none for the end */
    private record Chunk(byte[] bytes, long dueNanos) {}

    /** What becomes of it. */
    interface Events {
        /** A piece has arrived. */
        void arrived();

        /** Everything has arrived, and the sender said that it was all. */
        void finished();

        void broke();
    }

    Pump(Socket from, Socket to, Supplier<Weather> weather, Toll toll, Noise noise, Events events) {
        this.from = from;
        this.to = to;
        this.weather = weather;
        this.toll = toll;
        this.noise = noise;
        this.events = events;
    }

    void start() {
        WanProxy.daemon("wan-read", () -> carry(this::read));
        WanProxy.daemon("wan-write", () -> carry(this::write));
    }

    private void read() throws IOException, InterruptedException {
        byte[] buffer = new byte[CHUNK];
        InputStream in = from.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            Weather now = weather.get();
            toll.await(n, now.bytesPerSecond());
            noise.disturb(buffer, n, now.corruptOneIn());
            put(Arrays.copyOf(buffer, n), now);
        }
        put(new byte[0], weather.get());
    }

    private void put(byte[] bytes, Weather now) throws InterruptedException, IOException {
        Chunk chunk = new Chunk(bytes, System.nanoTime() + now.delay().toNanos());
        while (!onTheWay.offer(chunk, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            requireOpen();
        }
    }

    private void write() throws IOException, InterruptedException {
        OutputStream out = to.getOutputStream();
        for (Chunk chunk = next(); chunk.bytes().length > 0; chunk = next()) {
            Toll.awaitNanos(chunk.dueNanos());
            out.write(chunk.bytes());
            out.flush();
            toll.count(chunk.bytes().length);
            events.arrived();
        }
        to.shutdownOutput();
        events.finished();
    }

    private Chunk next() throws InterruptedException, IOException {
        @Nullable Chunk chunk = onTheWay.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        while (chunk == null) {
            requireOpen();
            chunk = onTheWay.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return chunk;
    }

    private void requireOpen() throws IOException {
        if (to.isClosed()) {
            throw new IOException("The line is broken");
        }
    }

    private void carry(Part part) {
        try {
            part.run();
        } catch (IOException e) {
            events.broke();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            events.broke();
        }
    }

    /** One half of the work. */
    private interface Part {
        void run() throws IOException, InterruptedException;
    }
}
