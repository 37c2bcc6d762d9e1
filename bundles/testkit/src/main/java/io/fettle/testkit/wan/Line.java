package io.fettle.testkit.wan;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through the proxy, both of its sides. Thread-safe. */
final class Line {
    private final Socket near;
    private final Socket far = new Socket();
    private final AtomicInteger openWays = new AtomicInteger(2);

    Line(Socket near) {
        this.near = near;
    }

    Socket connect(InetSocketAddress target, int limitMillis) throws IOException {
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        far.connect(target, limitMillis);
        return far;
    }

    /** One way has carried its last byte. @return whether the other one had before */
    boolean finishOneWay() {
        return openWays.decrementAndGet() == 0;
    }

    void close() {
        close(near);
        close(far);
    }

    /** As a broken line ends connections: without a good-bye, what was on its way is lost. */
    void reset() {
        reset(near);
        reset(far);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // What cannot be closed was not open.
        }
    }
}
