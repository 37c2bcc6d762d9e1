package io.fettle.testkit.wan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Says everything back, one connection in one thread each. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    EchoServer() throws IOException {
        WanProxy.daemon("echo-accept", () -> {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    WanProxy.daemon("echo", () -> echo(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The line broke.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
