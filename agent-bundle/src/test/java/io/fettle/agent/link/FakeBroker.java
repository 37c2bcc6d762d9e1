package io.fettle.agent.link;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** As much of MQTT 3.1.1 as one subscriber needs. */
final class FakeBroker implements AutoCloseable {
    final BlockingQueue<String> subscribed = new LinkedBlockingQueue<>();
    private final SSLServerSocket listener;
    private volatile Socket client;

    FakeBroker(SSLContext tls) throws IOException {
        listener = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        Thread thread = new Thread(this::serve, "fake-broker");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    void wake(String topic) throws IOException {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        OutputStream out = client.getOutputStream();
        out.write(new byte[] {0x30, (byte) (name.length + 2), 0, (byte) name.length});
        out.write(name);
        out.flush();
    }

    void drop() throws IOException {
        client.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (client != null) {
            client.close();
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                client = listener.accept();
                talk(new DataInputStream(client.getInputStream()), client.getOutputStream());
            } catch (IOException e) {
                // The next one may come.
            }
        }
    }

    private void talk(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int type = in.readUnsignedByte() >> 4;
            byte[] packet = in.readNBytes(in.readUnsignedByte());
            switch (type) {
                case 1 -> out.write(new byte[] {0x20, 2, 0, 0});
                case 8 -> {
                    out.write(new byte[] {(byte) 0x90, 3, packet[0], packet[1], 0});
                    subscribed.add(new String(packet, 4, packet.length - 5, StandardCharsets.UTF_8));
                }
                default -> {
                    return;
                }
            }
            out.flush();
        }
    }
}
