package io.fettle.testkit.wan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line on loopback to one TCP port: it carries bytes, counts them, and can be cut, slow, narrow and noisy. What is left to
 * chance comes from the seed alone: the same bytes over the same connections are corrupted at the same places. Whoever
 * connects while it is cut, is reset. At most {@value #MAX_CONNECTIONS} connections at a time; more are reset as well.
 * Thread-safe; owns its threads, and {@link #close} ends them.
 */
public final class WanProxy implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 200;
    private static final int CONNECT_MILLIS = 10_000;

    private final InetSocketAddress target;
    private final ServerSocket listening;
    private final SplittableRandom random;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final Toll up = new Toll();
    private final Toll down = new Toll();
    private final AtomicLong cutAt = new AtomicLong(Long.MAX_VALUE);
    private volatile Weather weather = Weather.FINE;
    private volatile boolean cut;

    private WanProxy(InetSocketAddress target, long seed) throws IOException {
        this.target = target;
        this.random = new SplittableRandom(seed);
        this.listening = new ServerSocket(0, MAX_CONNECTIONS, InetAddress.getLoopbackAddress());
    }

    /** A line to a port of loopback, in fine weather. */
    public static WanProxy to(int port, long seed) throws IOException {
        WanProxy proxy = new WanProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), seed);
        daemon("wan-accept", proxy::accept);
        return proxy;
    }

    /** Where to connect instead. */
    public int port() {
        return listening.getLocalPort();
    }

    /** From now on, also for connections that are open. */
    public void weather(Weather now) {
        weather = now;
    }

    /** Resets every connection, and every new one, until it is mended. */
    public synchronized void cut() {
        cut = true;
        lines.forEach(Line::reset);
    }

    /** Cuts it when so many bytes more have come down from the target. */
    public void cutAfter(long bytesDown) {
        cutAt.set(down.carried() + bytesDown);
    }

    public synchronized void mend() {
        cutAt.set(Long.MAX_VALUE);
        cut = false;
    }

    public boolean isCut() {
        return cut;
    }

    /** Bytes that went to the target so far. */
    public long carriedUp() {
        return up.carried();
    }

    /** Bytes that came from the target so far. */
    public long carriedDown() {
        return down.carried();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                open(listening.accept());
            } catch (IOException e) {
                // This one could not be served; or the proxy was closed, and then there is no next one.
            }
        }
    }

    private void open(Socket near) throws IOException {
        Line line = new Line(near);
        SplittableRandom upwards = random.split();
        SplittableRandom downwards = random.split();
        synchronized (this) {
            if (cut || lines.size() >= MAX_CONNECTIONS) {
                line.reset();
                return;
            }
            lines.add(line);
        }
        daemon("wan-connect", () -> {
            try {
                Socket far = line.connect(target, CONNECT_MILLIS);
                new Pump(near, far, () -> weather, up, new Noise(upwards), new Way(line, () -> {})).start();
                new Pump(far, near, () -> weather, down, new Noise(downwards), new Way(line, this::cutWhereAskedFor))
                        .start();
            } catch (IOException e) {
                broke(line);
            }
        });
    }

    private void cutWhereAskedFor() {
        if (down.carried() >= cutAt.get()) {
            cut();
        }
    }

    private void broke(Line line) {
        line.reset();
        lines.remove(line);
    }

    private final class Way implements Pump.Events {
        private final Line line;
        private final Runnable arrived;

        Way(Line line, Runnable arrived) {
            this.line = line;
            this.arrived = arrived;
        }

        @Override
        public void arrived() {
            arrived.run();
        }

        @Override
        public void finished() {
            if (line.finishOneWay()) {
                line.close();
                lines.remove(line);
            }
        }

        @Override
        public void broke() {
            WanProxy.this.broke(line);
        }
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
