package io.fettle.itests.hotdeploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/** Keeps Pax Exam's RMI on loopback. An agent in the server's process, where nothing else of the test is early enough. */
public final class LoopbackSockets extends RMISocketFactory {
    /** Entry point as a Java agent. */
    public static void premain(String argument) {
        install();
    }

    /** For all RMI of this process, once. */
    static void install() {
        try {
            RMISocketFactory.setSocketFactory(new LoopbackSockets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }
}
