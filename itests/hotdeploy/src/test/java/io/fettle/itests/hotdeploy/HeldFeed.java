package io.fettle.itests.hotdeploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A vendor's server on loopback for one file. It may stop in the middle of an answer until the test lets it go on. */
final class HeldFeed implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final ServerSocket socket;
    private final Semaphore reached = new Semaphore(0);
    private final Semaphore open = new Semaphore(0);
    private volatile byte[] document = new byte[0];
    private volatile boolean held;

    HeldFeed() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "held-feed");
        thread.setDaemon(true);
        thread.start();
    }

    String uri() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/advisories.json";
    }

    void publish(String text, boolean hold) {
        document = text.getBytes(StandardCharsets.UTF_8);
        held = hold;
    }

    /** Whether half of the document is on its way now. */
    boolean awaitHalf() throws InterruptedException {
        return reached.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void goOn() {
        held = false;
        open.release();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection);
            } catch (IOException closedOrGone) {
                // The next one comes over a connection of its own.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void answer(Socket connection) throws IOException, InterruptedException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
            line = request.readLine();
        }
        byte[] body = document;
        int half = body.length / 2;
        OutputStream out = connection.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(body, 0, half);
        out.flush();
        if (held) {
            reached.release();
            open.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        out.write(body, half, body.length - half);
        out.flush();
    }

    @Override
    public void close() {
        goOn();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
