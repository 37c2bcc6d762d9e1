package io.fettle.notification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Speaks MQTT byte by byte, so that it can also speak it wrongly. Every read has a limit. */
final class MqttClient implements AutoCloseable {
    static final byte[] CONNECT_311 = connect(4, 60);
    static final byte[] PING = {(byte) 0xC0, 0};
    private static final int LIMIT_MILLIS = 10_000;

    private final SSLSocket socket;

    MqttClient(SSLContext tls, int port) throws IOException {
        socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(LIMIT_MILLIS);
    }

    static byte[] connect(int version, int keepAlive) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(version);
        body.write(2);
        body.write(keepAlive >> 8);
        body.write(keepAlive);
        if (version == 5) {
            body.write(0);
        }
        text(body, "c");
        return packet(0x10, body.toByteArray());
    }

    static byte[] subscribe(String... topics) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(0);
        body.write(7);
        for (String topic : topics) {
            text(body, topic);
            body.write(0);
        }
        return packet(0x82, body.toByteArray());
    }

    static byte[] publish(String topic, int payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        body.writeBytes(new byte[payload]);
        return packet(0x30, body.toByteArray());
    }

    private static byte[] packet(int type, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int length = body.length;
        while (length >= 128) {
            packet.write(length % 128 | 0x80);
            length /= 128;
        }
        packet.write(length);
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    void send(byte[] packet) throws IOException {
        socket.getOutputStream().write(packet);
        socket.getOutputStream().flush();
    }

    /** The next packet whole; all packets to a client here are short. */
    byte[] receive() throws IOException {
        InputStream in = socket.getInputStream();
        int type = in.read();
        int length = in.read();
        if (length < 0) {
            throw new IOException("The server closed the connection");
        }
        byte[] packet = new byte[length + 2];
        packet[0] = (byte) type;
        packet[1] = (byte) length;
        System.arraycopy(in.readNBytes(length), 0, packet, 2, length);
        return packet;
    }

    /** Sends CONNECT and SUBSCRIBE and takes both answers. */
    MqttClient subscribed(String topic) throws IOException {
        send(CONNECT_311);
        receive();
        send(subscribe(topic));
        receive();
        return this;
    }

    /** Whether the server closes without a further packet. */
    boolean isClosed() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SSLException | SocketException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
